using System.Reflection;
using System.Xml;
using System.Xml.Linq;

namespace CodegenLab.Worker.Trials;

/// <summary>A class of NUnit tests, run by NUnit.</summary>
internal sealed class NUnitClass : IDraftClass
{
    private const string All = "<filter/>";

    private readonly TestController _controller;
    private readonly ILookup<string, XElement> _cases;
    private readonly FailureReader _failures;

    /// <summary>Finds the tests, which may run code of the draft.</summary>
    public NUnitClass(NUnitFramework framework, Assembly draft, Type type, FailureReader failures)
    {
        _failures = failures;
        _controller = framework.Open(draft, type.FullName!);
        _controller.Load();
        _cases = Parse(_controller.Explore(All)).Descendants("test-case").ToLookup(test => Attribute(test, "methodname"));
    }

    public TrialEnd Run(string method)
    {
        var cases = _cases[method].ToList();
        if (cases.Count == 0)
            return TrialEnd.NotFound;
        // NUnit runs an explicit test when it is asked for by name; a plain run would not.
        if (cases.Exists(test => test.AncestorsAndSelf().Any(part => Attribute(part, "runstate") == "Explicit")))
            return new TrialEnd(Protocol.TrialStatus.Ignored, null);

        try
        {
            return _failures.Read(Parse(_controller.Run(FilterOf(cases[0]))), Attribute(cases[0], "classname"), method);
        }
        catch (Exception failure)
        {
            // No code of ours: NUnit could not tell the result. Memory has run out, say, for it keeps what a test writes to the console.
            return TrialEnd.Of(failure);
        }
    }

    public bool Passes(string method)
    {
        try
        {
            return _controller.Status(FilterOf(_cases[method].First())) == "Passed";
        }
        catch (Exception)
        {
            // As in Run; here it is a difference to the original, which NUnit could tell the result of.
            return false;
        }
    }

    private static string FilterOf(XElement test) =>
        new XElement("filter", new XElement("and", new XElement("class", Attribute(test, "classname")), new XElement("method", Attribute(test, "methodname")))).ToString(SaveOptions.DisableFormatting);

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    private static XElement Parse(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit });
        return XElement.Load(reader);
    }
}
