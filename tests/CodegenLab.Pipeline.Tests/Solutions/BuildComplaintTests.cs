using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class BuildComplaintTests
{
    [Test]
    public void Reads_the_errors_a_build_prints_each_once()
    {
        string[] output =
        [
            "  Determining projects to restore...",
            "/r/A/Money.cs(3,7): error CS0246: The type or namespace name 'Nope' could not be found (are you missing a using directive?) [/r/A/A.csproj]",
            "/r/A/Money.cs(3,7): error CS0246: The type or namespace name 'Nope' could not be found (are you missing a using directive?) [/r/A/A.csproj]",
            "/r/B/B.csproj : error NU1101: Unable to find package No.Such. No packages exist with this id in source(s): local [/t/codegen-lab.proj]",
            "/r/C/C.cs(1,1): warning CS0168: The variable 'e' is declared but never used [/r/C/C.csproj::TargetFramework=net10.0]",
            "CSC : error CS5001: Program does not contain a static 'Main' method suitable for an entry point [/r/D/D.csproj::TargetFramework=net10.0]",
        ];

        Assert.That(BuildComplaint.Parse(output), Is.EqualTo(new[]
        {
            new BuildComplaint("CS0246", "The type or namespace name 'Nope' could not be found (are you missing a using directive?)", "/r/A/Money.cs", 3, "/r/A/A.csproj"),
            new BuildComplaint("NU1101", "Unable to find package No.Such. No packages exist with this id in source(s): local", null, 0, "/r/B/B.csproj"),
            new BuildComplaint("CS5001", "Program does not contain a static 'Main' method suitable for an entry point", null, 0, "/r/D/D.csproj"),
        }));
    }

    [Test]
    public void Reads_a_windows_path()
    {
        var complaint = BuildComplaint.Parse([@"C:\r (x86)\A\Money.cs(3,7): error CS1002: ; expected [C:\r (x86)\A\A.csproj]"]).Single();

        Assert.That((complaint.File, complaint.Line, complaint.Project), Is.EqualTo((@"C:\r (x86)\A\Money.cs", 3, @"C:\r (x86)\A\A.csproj")));
    }

    [Test]
    public void A_summary_shows_three_and_counts_the_rest()
    {
        var folder = Path.GetFullPath("/r");
        var complaints = Enumerable.Range(1, 5).Select(line => new BuildComplaint("CS1002", "; expected", Path.Combine(folder, "A.cs"), line, null)).ToArray();

        Assert.That(
            BuildComplaint.Summarise(complaints, folder),
            Is.EqualTo("A.cs(1): CS1002: ; expected; A.cs(2): CS1002: ; expected; A.cs(3): CS1002: ; expected (and 2 more)"));
    }
}
