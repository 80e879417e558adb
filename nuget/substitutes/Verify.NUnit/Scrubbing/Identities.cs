namespace VerifyTests;

/// <summary>Numbers the changing values of one verification: the same value gets the same name.</summary>
internal sealed class Identities
{
    private readonly Dictionary<object, string> _names = [];
    private readonly Dictionary<string, int> _counts = [];

    public string Of(Guid value) => value == Guid.Empty ? "Guid_Empty" : NameOf("Guid", value);

    public string Of(DateTime value) => value switch
    {
        _ when value.Date == DateTime.MaxValue.Date => "Date_MaxValue",
        _ when value.Date == DateTime.MinValue.Date => "Date_MinValue",
        _ => NameOf("DateTime", (value, value.Kind)),
    };

    public string Of(DateTimeOffset value) => value.Date == DateTime.MaxValue.Date ? "Date_MaxValue" : value.Date == DateTime.MinValue.Date ? "Date_MinValue" : NameOf("DateTimeOffset", (value, value.Offset));

    public string Of(DateOnly value) => value == DateOnly.MaxValue ? "Date_MaxValue" : value == DateOnly.MinValue ? "Date_MinValue" : NameOf("Date", value);

    public string Of(TimeOnly value) => value == TimeOnly.MaxValue ? "Time_MaxValue" : value == TimeOnly.MinValue ? "Time_MinValue" : NameOf("Time", value);

    private string NameOf(string kind, object value)
    {
        if (_names.TryGetValue(value, out var name))
            return name;

        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return _names[value] = $"{kind}_{_counts[kind]}";
    }
}
