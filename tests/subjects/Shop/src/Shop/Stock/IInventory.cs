namespace Shop.Stock;

/// <summary>Knows how many pieces of each product there are.</summary>
public interface IInventory
{
    int Available(string sku);

    /// <summary>Sets pieces aside.</summary>
    /// <returns>Null when there are not enough.</returns>
    Reservation? Reserve(string sku, int quantity);

    void Release(Reservation reservation);
}

/// <summary>Pieces set aside for one order.</summary>
/// <param name="Id">Unique within one inventory, ascending.</param>
public sealed record Reservation(int Id, string Sku, int Quantity);
