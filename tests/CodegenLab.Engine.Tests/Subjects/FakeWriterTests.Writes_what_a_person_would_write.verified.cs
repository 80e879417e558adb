private sealed class FakeClock : Clock
{
    public FakeClock(string zone) : base(zone)
    {
    }

    public DateTime NowResult { get; set; }

    public override DateTime Now => NowResult;

    public override int Ticks { get; protected set; }

    public int? ShowDay { get; private set; }

    protected override ReadOnlySpan<char> Show(in int day)
    {
        ShowDay = day;
        return default;
    }
}

private sealed class FakeRateSource : IRateSource
{
    public decimal GetRateResult { get; set; }

    public string? GetRateCurrency { get; private set; }

    public Exception? GetRateException { get; set; }

    public decimal GetRate(string currency)
    {
        GetRateCurrency = currency;
        if (GetRateException != null)
            throw GetRateException;
        return GetRateResult;
    }

    public decimal GetRateResult2 { get; set; }

    public string? GetRateCurrency2 { get; private set; }

    public DateTime? GetRateDay { get; private set; }

    public Exception? GetRateException2 { get; set; }

    public decimal GetRate(string currency, DateTime day)
    {
        GetRateCurrency2 = currency;
        GetRateDay = day;
        if (GetRateException2 != null)
            throw GetRateException2;
        return GetRateResult2;
    }

    public string? FindResult { get; set; }

    public string? FindCode { get; private set; }

    public Exception? FindException { get; set; }

    public Task<string?> FindAsync(string? code, CancellationToken cancellationToken)
    {
        FindCode = code;
        if (FindException != null)
            throw FindException;
        return Task.FromResult(FindResult);
    }

    public int SaveCalls { get; private set; }

    public IReadOnlyList<string>? SaveCodes { get; private set; }

    public Exception? SaveException { get; set; }

    public Task SaveAsync(IReadOnlyList<string> codes)
    {
        SaveCalls++;
        SaveCodes = codes;
        if (SaveException != null)
            throw SaveException;
        return Task.CompletedTask;
    }

    public int ClearCalls { get; private set; }

    public Exception? ClearException { get; set; }

    public void Clear()
    {
        ClearCalls++;
        if (ClearException != null)
            throw ClearException;
    }

    public bool TryGetResult { get; set; }

    public string? TryGetCode { get; private set; }

    public Exception? TryGetException { get; set; }

    public bool TryGet(string code, out decimal rate)
    {
        TryGetCode = code;
        if (TryGetException != null)
            throw TryGetException;
        rate = default;
        return TryGetResult;
    }

    public string? ReadName { get; private set; }

    public Exception? ReadException { get; set; }

    public T Read<T>(string name) where T : class, new()
    {
        ReadName = name;
        if (ReadException != null)
            throw ReadException;
        return default!;
    }

    public IEnumerable<string> Codes { get; set; } = Array.Empty<string>();

    public string? Name { get; set; }

    public int ItemResult { get; set; }

    public int this[string code] { get => ItemResult; set => ItemResult = value; }

    public event EventHandler? Changed;

    public void RaiseChanged() => Changed?.Invoke(this, EventArgs.Empty);
}

private sealed class FakeRepository<TKey, T> : IRepository<TKey, T> where TKey : notnull where T : class
{
    public T? FindResult { get; set; }

    public TKey FindKey { get; private set; } = default!;

    public Exception? FindException { get; set; }

    public T? Find(TKey key)
    {
        FindKey = key;
        if (FindException != null)
            throw FindException;
        return FindResult;
    }

    public IDictionary<TKey, T> AllResult { get; set; } = new Dictionary<TKey, T>();

    public Exception? AllException { get; set; }

    public IDictionary<TKey, T> All()
    {
        if (AllException != null)
            throw AllException;
        return AllResult;
    }

    public int Count { get; set; }

    public IEnumerator<T> GetEnumeratorResult { get; set; } = ((IEnumerable<T>)Array.Empty<T>()).GetEnumerator();

    public IEnumerator<T> GetEnumerator() => GetEnumeratorResult;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int DisposeCalls { get; private set; }

    public void Dispose() => DisposeCalls++;
}

private sealed record FakeShape : Shape
{
    public FakeShape(string Name) : base(Name)
    {
    }

    public double AreaResult { get; set; }

    public override double Area() => AreaResult;
}