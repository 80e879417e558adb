namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>No test states what was true on the day it was written, or on the machine.</summary>
public sealed class ClockTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .5)
{
    private const string Source = """
        namespace Sample;
        public static class Calendar
        {
            public static DateTime NextMonth() => DateTime.Today.AddMonths(1);
            public static int Year => DateTimeOffset.UtcNow.Year;
            public static string Hour() => DateTime.UtcNow.Hour < 12 ? "morning" : "afternoon";
            public static bool IsPast(int year) => year < DateTime.Now.Year;
            public static void Check(int month)
            {
                if (month is < 1 or > 12)
                    throw new ArgumentException("No month:" + Environment.NewLine + month);
            }
            public static DateTime Noon(DateTime day) => day.Date.AddHours(12);
        }
        """;

    [Test]
    public void What_depends_on_the_day_is_not_stated() => Assert.That(Text, Does.Not.Contain("NextMonth").And.Not.Contain("Calendar.Year").And.Not.Contain("Hour()"));

    [Test]
    public void What_holds_on_any_day_is() => Assert.That(Text, Does.Contain("Noon").And.Contain("IsPast"));

    [Test]
    public void Messages_with_line_breaks_are_not_stated() => Assert.That(Text, Does.Contain("Throws.ArgumentException").And.Not.Contain("No month"));

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);
}
