[Allow]
private sealed class SampleAllow
{
}

[Allow(Role = "one")]
private sealed class SampleAllowRole
{
}

[Allow(Always = true)]
private sealed class SampleAllowAlways
{
}

public enum SampleOption
{
    Plain,

    [Sort(Kind.Small, "one")]
    Sort,

    [Sort]
    SortBare,

    [Description("one")]
    Description,

    [Description]
    DescriptionBare,
}