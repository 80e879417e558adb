namespace CodegenLab.Engine.Tests;

/// <summary>What code takes from files, streams, responses, databases and clocks, and what it says when that is wrong.</summary>
public sealed class InputsOfCodeTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 20)
{
    private const string Source = """
        using System.IO;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Threading;
        namespace Sample;
        public sealed record Rate(string From, string To, decimal Value);
        public sealed class RateClient(HttpClient http)
        {
            public async Task<decimal> OfAsync(string to, CancellationToken cancellationToken)
            {
                using var response = await http.GetAsync("rates/" + to, cancellationToken);
                response.EnsureSuccessStatusCode();
                var rate = await response.Content.ReadFromJsonAsync<Rate>(cancellationToken);
                return rate is { Value: > 0 } ? rate.Value : throw new InvalidDataException("There is no such rate.");
            }
        }
        public static class Orders
        {
            public static IReadOnlyList<string> Read(Stream stream)
            {
                using var reader = new StreamReader(stream);
                var names = new List<string>();
                for (var number = 1; reader.ReadLine() is { } line; number++)
                {
                    var parts = line.Split(';');
                    if (parts.Length != 2)
                        throw new FormatException($"Line {number} has {parts.Length} parts.");
                    names.Add(parts[0]);
                }

                return names;
            }

            public static int Lines(string path) => File.Exists(path) ? File.ReadLines(path).Count(line => line.Length > 0) : -1;

            public static void Export(string path, string name)
            {
                if (name.Length == 0)
                    throw new ArgumentException("A name is wanted.", nameof(name));
                if (!Path.IsPathRooted(path))
                    throw new ArgumentException("A whole path is wanted.", nameof(path));
                File.WriteAllText(path, name + "!");
            }
        }
        public sealed class Parcel(string city, int grams)
        {
            public string City => city;
            public int Grams => grams;
        }
        public interface IParcels
        {
            IQueryable<Parcel> Query();
            bool TryWeigh(string city, out string? complaint);
        }
        public sealed class Office(IParcels parcels)
        {
            public string HeavyCities(int grams)
            {
                var cities = parcels.Query().Where(parcel => parcel.Grams > grams).Select(parcel => parcel.City).ToList();
                return cities.Count > 0 ? string.Join(", ", cities) : "none";
            }
            public string Weigh(string city) => parcels.TryWeigh(city, out var complaint) ? "done" : complaint is null ? "nobody" : complaint + "?";
        }
        public sealed class Throttle(TimeProvider clock, int limit)
        {
            private readonly Queue<DateTimeOffset> _calls = new();
            public bool TryEnter()
            {
                var now = clock.GetUtcNow();
                while (_calls.TryPeek(out var first) && now - first >= TimeSpan.FromMinutes(1))
                    _calls.Dequeue();
                if (_calls.Count >= limit)
                    return false;
                _calls.Enqueue(now);
                return true;
            }
        }
        public sealed class Subscription(string owner)
        {
            private int _step;
            public string Owner => owner;
            public void Begin() => _step = _step == 0 ? 1 : throw new InvalidOperationException("It has begun.");
            public void Pay() => _step = _step == 1 ? 2 : throw new InvalidOperationException("It is not to be paid.");
            public void Confirm() => _step = _step == 2 ? 3 : throw new InvalidOperationException("It is not paid.");
            public string Cancel(int days) => _step == 3 && days > 14 ? "kept" : "gone";
        }
        public static class Attempts
        {
            public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> work, int most, CancellationToken cancellationToken)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await work(cancellationToken);
                    }
                    catch (InvalidOperationException) when (attempt < most)
                    {
                        await Task.Yield();
                    }
                }
            }
        }
        """;

    [Test]
    public void A_response_holds_what_the_code_reads_from_it() => Assert.That(Text, Does.Contain("new StringContent(\"\"\"{\"from\":\"a\",\"to\":\"a\",\"value\":1}\"\"\")").And.Contain("There is no such rate."));

    [Test]
    public void A_stream_holds_text_in_the_form_that_the_code_asks_for() => Assert.That(Text, Does.Match("""new MemoryStream\(Encoding\.UTF8\.GetBytes\("[^;"]*;[^;"]*"\)\)"""));

    [Test]
    public void A_file_is_there_for_the_code_that_reads_it() => Assert.That(Text, Does.Match("""new TemporaryFile\(".+"\);\s+var result = Orders\.Lines\(temporaryFile\.FullName\);"""));

    [Test]
    public void What_code_writes_into_a_file_is_looked_at() => Assert.That(Text, Does.Match("""Assert\.That\(temporaryFile\.Text, Is\.EqualTo\("[^"]*!"\)\)"""));

    [Test]
    public void A_query_has_items_in_memory() => Assert.That(Text, Does.Match("QueryResult = new(\\[\\]| Parcel\\[\\]) \\{ .*\\}\\.AsQueryable\\(\\)"));

    [Test]
    public void What_a_fake_hands_out_by_a_parameter_is_searched_for() => Assert.That(Text, Does.Contain("TryWeighComplaint = \""));

    [Test]
    public void Time_passes_between_calls() => Assert.That(Text, Does.Match(@"TryEnter\(\);\s+\w+\.GetUtcNowResult = "));

    [Test]
    public void A_state_is_reached_by_calls_in_their_order() => Assert.That(Text, Does.Match(@"\.Begin\(\);\s+\w+\.Pay\(\);\s+\w+\.Confirm\(\);\s+.*\.Cancel\("));

    [Test]
    public void What_the_code_says_of_a_fault_is_stated() => Assert.Multiple(() =>
    {
        Assert.That(Text, Does.Contain("\"It has begun.\""));
        Assert.That(Text, Does.Contain("\"A name is wanted. (Parameter 'name')\""));
        Assert.That(Text, Does.Match(@"""Line \d has 1 parts\."""));
    });

    [Test]
    public void Trying_again_as_often_as_a_number_says_takes_no_time_from_others() => Assert.That(Found.Reproducible, Is.True);
}
