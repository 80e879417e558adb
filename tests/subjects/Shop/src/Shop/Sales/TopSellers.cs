using Shop.Orders;

namespace Shop.Sales;

/// <summary>Counts what sells.</summary>
public static class TopSellers
{
    /// <summary>Product numbers with the pieces sold, most first, ties by number. Drafts and cancelled orders do not count.</summary>
    public static IReadOnlyList<(string Sku, int Sold)> Rank(IEnumerable<Order> orders, int count)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        var sold = new Dictionary<string, int>();
        foreach (var order in orders)
        {
            if (order.Status is OrderStatus.Draft or OrderStatus.Cancelled)
                continue;

            foreach (var line in order.Lines)
                sold[line.Sku] = sold.GetValueOrDefault(line.Sku) + line.Quantity;
        }

        return [.. sold
            .OrderByDescending(entry => entry.Value)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(count)
            .Select(entry => (entry.Key, entry.Value))];
    }

    /// <summary>The mean of each value and the ones before it, at most <paramref name="window"/> in all.</summary>
    public static IEnumerable<double> MovingAverage(IEnumerable<int> sales, int window)
    {
        ArgumentNullException.ThrowIfNull(sales);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        return Iterate();

        IEnumerable<double> Iterate()
        {
            var recent = new Queue<int>();
            long sum = 0;
            foreach (var value in sales)
            {
                recent.Enqueue(value);
                sum += value;
                if (recent.Count > window)
                    sum -= recent.Dequeue();
                yield return (double)sum / recent.Count;
            }
        }
    }
}
