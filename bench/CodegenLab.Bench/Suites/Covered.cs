using System.Globalization;
using System.Xml.Linq;

namespace CodegenLab.Bench.Suites;

/// <summary>Shares of a Cobertura file, for one package.</summary>
/// <param name="Lines">0–1.</param>
/// <param name="Branches">0–1.</param>
internal sealed record Covered(double Lines, double Branches)
{
    public static Covered Read(string file)
    {
        var root = XDocument.Load(file).Root!;
        double Rate(string name) => double.Parse(root.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new Covered(Rate("line-rate"), Rate("branch-rate"));
    }
}
