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

[Sort(Kind.Small, "one")]
private sealed class SampleSort
{
}

[Sort]
private sealed class SampleSortBare
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