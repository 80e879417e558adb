private sealed class SampleChoice : Choice<SampleChoice>
{
    public static readonly SampleChoice One = new SampleChoice(nameof(One), 1);
    public static readonly SampleChoice Two = new SampleChoice(nameof(Two), 2);
    public static readonly SampleChoice Four = new SampleChoice(nameof(Four), 4);

    public SampleChoice(string name, int value) : base(name, value)
    {
    }

    public override SampleChoice Next => null!;
}

private sealed class SampleChoiceOfString : Choice<SampleChoiceOfString, string>
{
    public static readonly SampleChoiceOfString One = new SampleChoiceOfString(nameof(One), "one");
    public static readonly SampleChoiceOfString Two = new SampleChoiceOfString(nameof(Two), "two");
    public static readonly SampleChoiceOfString Four = new SampleChoiceOfString(nameof(Four), "four");

    public SampleChoiceOfString(string name, string value) : base(name, value)
    {
    }

    public override SampleChoiceOfString Next => null!;
}