namespace Scriban.Runtime;

/// <summary>What <c>capture</c> stores: written and passed on like text, but not a string. It has no size and adds to strings only.</summary>
internal sealed class CapturedText(string text)
{
    public override string ToString() => text;
}
