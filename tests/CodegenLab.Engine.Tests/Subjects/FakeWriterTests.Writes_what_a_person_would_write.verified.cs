private sealed class FakeClock : Clock
{
    public FakeClock(string zone) : base(zone)
    {
    }

    public DateTime NowResult { get; set; }

    public override DateTime Now => NowResult;

    public override int Ticks { get; protected set; }

    protected override ReadOnlySpan<char> Show(in int day) => default;
}

private sealed class FakeRateSource : IRateSource
{
    public decimal GetRateResult { get; set; }

    public decimal GetRate(string currency) => GetRateResult;

    public decimal GetRateResult2 { get; set; }

    public decimal GetRate(string currency, DateTime day) => GetRateResult2;

    public string? FindResult { get; set; }

    public Task<string?> FindAsync(string? code, CancellationToken cancellationToken) => Task.FromResult(FindResult);

    public int SaveCalls { get; private set; }

    public Task SaveAsync(IReadOnlyList<string> codes)
    {
        SaveCalls++;
        return Task.CompletedTask;
    }

    public int ClearCalls { get; private set; }

    public void Clear() => ClearCalls++;

    public bool TryGetResult { get; set; }

    public bool TryGet(string code, out decimal rate)
    {
        rate = default;
        return TryGetResult;
    }

    public T Read<T>(string name) where T : class, new() => default!;

    public IEnumerable<string> Codes { get; set; } = Array.Empty<string>();

    public string? Name { get; set; }

    public int ItemResult { get; set; }

    public int this[string code] { get => ItemResult; set => ItemResult = value; }

    public event EventHandler? Changed
    {
        add { }
        remove { }
    }
}

private sealed class FakeRepository<TKey, T> : IRepository<TKey, T> where TKey : notnull where T : class
{
    public T? FindResult { get; set; }

    public T? Find(TKey key) => FindResult;

    public IDictionary<TKey, T> AllResult { get; set; } = new Dictionary<TKey, T>();

    public IDictionary<TKey, T> All() => AllResult;

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