private sealed class FakeClock : Clock
{
    public FakeClock(string zone) : base(zone)
    {
    }

    public DateTime NowResult { get; set; }

    public override DateTime Now => NowResult;

    public override int Ticks { get; protected set; }

    public int? ShowDay { get; private set; }

    protected override ReadOnlySpan<char> Show(in int day)
    {
        ShowDay = day;
        return default;
    }
}

private sealed class FakeRateSource : IRateSource
{
    public decimal GetRateResult { get; set; }

    public decimal[] GetRateFirstResults { get; set; } = Array.Empty<decimal>();

    private int _getRateFirstResultsGiven;

    public string? GetRateCurrency { get; private set; }

    public Exception? GetRateException { get; set; }

    public int GetRateFailures { get; set; } = int.MaxValue;

    public decimal GetRate(string currency)
    {
        GetRateCurrency = currency;
        if (GetRateException != null && GetRateFailures-- > 0)
            throw GetRateException;
        return _getRateFirstResultsGiven < GetRateFirstResults.Length ? GetRateFirstResults[_getRateFirstResultsGiven++] : GetRateResult;
    }

    public decimal GetRateResult2 { get; set; }

    public decimal[] GetRateFirstResults2 { get; set; } = Array.Empty<decimal>();

    private int _getRateFirstResults2Given;

    public string? GetRateCurrency2 { get; private set; }

    public DateTime? GetRateDay { get; private set; }

    public Exception? GetRateException2 { get; set; }

    public int GetRateFailures2 { get; set; } = int.MaxValue;

    public decimal GetRate(string currency, DateTime day)
    {
        GetRateCurrency2 = currency;
        GetRateDay = day;
        if (GetRateException2 != null && GetRateFailures2-- > 0)
            throw GetRateException2;
        return _getRateFirstResults2Given < GetRateFirstResults2.Length ? GetRateFirstResults2[_getRateFirstResults2Given++] : GetRateResult2;
    }

    public string? FindResult { get; set; }

    public string?[] FindFirstResults { get; set; } = Array.Empty<string?>();

    private int _findFirstResultsGiven;

    public string? FindCode { get; private set; }

    public Exception? FindException { get; set; }

    public int FindFailures { get; set; } = int.MaxValue;

    public Task<string?> FindAsync(string? code, CancellationToken cancellationToken)
    {
        FindCode = code;
        if (FindException != null && FindFailures-- > 0)
            throw FindException;
        return Task.FromResult(_findFirstResultsGiven < FindFirstResults.Length ? FindFirstResults[_findFirstResultsGiven++] : FindResult);
    }

    public int SaveCalls { get; private set; }

    public IReadOnlyList<string>? SaveCodes { get; private set; }

    public Exception? SaveException { get; set; }

    public int SaveFailures { get; set; } = int.MaxValue;

    public Task SaveAsync(IReadOnlyList<string> codes)
    {
        SaveCalls++;
        SaveCodes = codes;
        if (SaveException != null && SaveFailures-- > 0)
            throw SaveException;
        return Task.CompletedTask;
    }

    public int ClearCalls { get; private set; }

    public Exception? ClearException { get; set; }

    public int ClearFailures { get; set; } = int.MaxValue;

    public void Clear()
    {
        ClearCalls++;
        if (ClearException != null && ClearFailures-- > 0)
            throw ClearException;
    }

    public bool TryGetResult { get; set; }

    public bool[] TryGetFirstResults { get; set; } = Array.Empty<bool>();

    private int _tryGetFirstResultsGiven;

    public string? TryGetCode { get; private set; }

    public Exception? TryGetException { get; set; }

    public int TryGetFailures { get; set; } = int.MaxValue;

    public decimal TryGetRate { get; set; }

    public bool TryGet(string code, out decimal rate)
    {
        TryGetCode = code;
        if (TryGetException != null && TryGetFailures-- > 0)
            throw TryGetException;
        rate = TryGetRate;
        return _tryGetFirstResultsGiven < TryGetFirstResults.Length ? TryGetFirstResults[_tryGetFirstResultsGiven++] : TryGetResult;
    }

    public string? ReadName { get; private set; }

    public Exception? ReadException { get; set; }

    public int ReadFailures { get; set; } = int.MaxValue;

    public T Read<T>(string name) where T : class, new()
    {
        ReadName = name;
        if (ReadException != null && ReadFailures-- > 0)
            throw ReadException;
        return default!;
    }

    public IEnumerable<string> Codes { get; set; } = Array.Empty<string>();

    public string? Name { get; set; }

    public int ItemResult { get; set; }

    public int this[string code] { get => ItemResult; set => ItemResult = value; }

    public event EventHandler? Changed;

    public void RaiseChanged() => Changed?.Invoke(this, EventArgs.Empty);
}

private sealed class FakeRepository<TKey, T> : IRepository<TKey, T> where TKey : notnull where T : class
{
    public T? FindResult { get; set; }

    public T?[] FindFirstResults { get; set; } = Array.Empty<T?>();

    private int _findFirstResultsGiven;

    public TKey FindKey { get; private set; } = default!;

    public Exception? FindException { get; set; }

    public int FindFailures { get; set; } = int.MaxValue;

    public T? Find(TKey key)
    {
        FindKey = key;
        if (FindException != null && FindFailures-- > 0)
            throw FindException;
        return _findFirstResultsGiven < FindFirstResults.Length ? FindFirstResults[_findFirstResultsGiven++] : FindResult;
    }

    public IDictionary<TKey, T> AllResult { get; set; } = new Dictionary<TKey, T>();

    public IDictionary<TKey, T>[] AllFirstResults { get; set; } = Array.Empty<IDictionary<TKey, T>>();

    private int _allFirstResultsGiven;

    public Exception? AllException { get; set; }

    public int AllFailures { get; set; } = int.MaxValue;

    public IDictionary<TKey, T> All()
    {
        if (AllException != null && AllFailures-- > 0)
            throw AllException;
        return _allFirstResultsGiven < AllFirstResults.Length ? AllFirstResults[_allFirstResultsGiven++] : AllResult;
    }

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