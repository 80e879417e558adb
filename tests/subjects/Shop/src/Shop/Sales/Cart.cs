using System.Collections;
using Shop.Catalog;
using Shop.Orders;
using Shop.Pricing;

namespace Shop.Sales;

/// <summary>What a visitor has picked but not ordered yet. Keeps the order in which products were added.</summary>
public sealed class Cart(Currency currency) : IEnumerable<CartItem>
{
    private readonly List<CartItem> _items = [];

    public int Count => _items.Count;

    public bool IsEmpty => _items.Count == 0;

    public Money Total => _items.Select(item => item.Product.Price * item.Quantity).Sum(currency);

    /// <summary>How many pieces of a product are in the cart; setting 0 takes it out.</summary>
    /// <exception cref="KeyNotFoundException">Set for a product that was never added.</exception>
    public int this[string sku]
    {
        get => _items.Find(item => item.Product.Sku == sku)?.Quantity ?? 0;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            var index = _items.FindIndex(item => item.Product.Sku == sku);
            if (index < 0)
                throw new KeyNotFoundException($"{sku} is not in the cart.");

            if (value == 0)
                _items.RemoveAt(index);
            else
                _items[index] = _items[index] with { Quantity = value };
        }
    }

    public void Add(Product product, int quantity = 1)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        if (product.Price.Currency != currency)
            throw new ArgumentException($"Prices in this cart are in {currency.Code()}.", nameof(product));

        var index = _items.FindIndex(item => item.Product.Sku == product.Sku);
        if (index < 0)
            _items.Add(new CartItem(product, quantity));
        else
            _items[index] = _items[index] with { Quantity = checked(_items[index].Quantity + quantity) };
    }

    /// <summary>Takes out everything a condition holds for.</summary>
    /// <returns>How many products were taken out.</returns>
    public int RemoveWhere(Func<CartItem, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _items.RemoveAll(item => condition(item));
    }

    /// <exception cref="InvalidOperationException">The cart is empty.</exception>
    public Order ToOrder(OrderNumber number)
    {
        if (IsEmpty)
            throw new InvalidOperationException("The cart is empty.");

        var order = new Order(number, currency);
        foreach (var item in _items)
            order.Add(item.Product.Sku, item.Product.Price, item.Quantity);

        return order;
    }

    public IEnumerator<CartItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed record CartItem(Product Product, int Quantity);
