namespace Shop.Stock;

/// <summary>The stock of one warehouse, in memory.</summary>
public sealed class Inventory : IInventory
{
    private readonly Dictionary<string, int> _stock = [];
    private readonly Dictionary<int, Reservation> _reservations = [];
    private int _lastId;

    /// <summary>Pieces on the shelf, set aside or not.</summary>
    public int this[string sku] => _stock.GetValueOrDefault(sku);

    public int ReservationCount => _reservations.Count;

    public void Receive(string sku, int quantity)
    {
        ArgumentException.ThrowIfNullOrEmpty(sku);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);

        _stock[sku] = checked(this[sku] + quantity);
    }

    public int Available(string sku)
    {
        var reserved = _reservations.Values.Where(reservation => reservation.Sku == sku).Sum(reservation => reservation.Quantity);
        return this[sku] - reserved;
    }

    public Reservation? Reserve(string sku, int quantity)
    {
        ArgumentNullException.ThrowIfNull(sku);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        if (Available(sku) < quantity)
            return null;

        var reservation = new Reservation(++_lastId, sku, quantity);
        _reservations.Add(reservation.Id, reservation);
        return reservation;
    }

    /// <summary>Gives the pieces of a reservation back. Releasing twice does nothing.</summary>
    public void Release(Reservation reservation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        _reservations.Remove(reservation.Id);
    }

    /// <summary>Takes the pieces of a reservation off the shelf.</summary>
    /// <exception cref="InvalidOperationException">The reservation has been released or picked before.</exception>
    public void Pick(Reservation reservation)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        if (!_reservations.Remove(reservation.Id))
            throw new InvalidOperationException($"There is no reservation {reservation.Id}.");

        _stock[reservation.Sku] -= reservation.Quantity;
    }

    /// <summary>Products of which fewer pieces than <paramref name="threshold"/> are available, fewest first.</summary>
    public IEnumerable<string> RunningLow(int threshold) =>
        from sku in _stock.Keys
        let available = Available(sku)
        where available < threshold
        orderby available, sku
        select sku;
}
