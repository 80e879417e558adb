namespace CodegenLab.Pipeline.Tests.Drafting;

/// <summary>A change of the sample shop that breaks what its documentation promises, as people make them.</summary>
/// <param name="Variant">Bugs of one variant are put in together; no two of them show at the same member.</param>
/// <param name="File">Below src/Shop.</param>
/// <param name="Original">Occurs once in the file.</param>
/// <param name="Promise">The words of the documentation that it breaks.</param>
/// <param name="Members">Where it shows, or the promise stands: C# names without parameters.</param>
internal sealed record SeededBug(string Name, int Variant, string File, string Original, string Replacement, string Promise, params string[] Members)
{
    public override string ToString() => Name;
}

/// <summary>Made up from the code and its documentation alone, after the answers of the model had been recorded.</summary>
internal static class SeededBugs
{
    public static IReadOnlyList<SeededBug> All { get; } =
    [
        new(
            "halves are rounded away from zero", 1, "Pricing/Money.cs", "MidpointRounding.ToEven", "MidpointRounding.AwayFromZero",
            "Rounds the amount to the digits of the currency, halves to even.", "Shop.Pricing.Money.Money"),
        new(
            "the last parts get the rest", 2, "Pricing/Money.cs", "i < Math.Abs(rest)", "i >= parts - Math.Abs(rest)",
            "what cannot be divided goes to the first parts", "Shop.Pricing.Money.Split"),
        new(
            "white space is not trimmed", 3, "Pricing/Money.cs", "text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)", "text.Split(' ')",
            "White space around and between the two parts is ignored.", "Shop.Pricing.Money.TryParse"),
        new(
            "different currencies are compared", 4, "Pricing/Money.cs", "Amount.CompareTo(other.In(Currency))", "Amount.CompareTo(other.Amount)",
            "The currencies differ.", "Shop.Pricing.Money.CompareTo", "Shop.Pricing.Money.operator"),
        new(
            "amounts are read in the culture of the machine", 4, "Pricing/Money.cs", "NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture", "NumberStyles.AllowLeadingSign, CultureInfo.CurrentCulture",
            "Reads \"12.50 EUR\".", "Shop.Pricing.Money.TryParse"),
        new(
            "the yen has cents", 2, "Pricing/Currency.cs", "Currency.Jpy => 0", "Currency.Jpy => 2",
            "How many digits follow the decimal point.", "Shop.Pricing.CurrencyExtensions.Digits"),
        new(
            "letters of a code are swapped", 3, "Pricing/Currency.cs", "\"GBP\"", "\"GPB\"",
            "The three-letter code of ISO 4217.", "Shop.Pricing.CurrencyExtensions.Code"),
        new(
            "the currency of what is added is not looked at", 1, "Pricing/MoneyExtensions.cs", "sum += amount;", "sum = new Money(sum.Amount + amount.Amount, currency);",
            "Adds amounts of one currency", "Shop.Pricing.MoneyExtensions.Sum"),
        new(
            "the minimum total itself earns nothing", 1, "Pricing/DiscountRules.cs", "order.Total.Amount >= _minimumTotal", "order.Total.Amount > _minimumTotal",
            "Lowest total that earns the discount", "Shop.Pricing.PercentageDiscount.DiscountFor", "Shop.Pricing.PercentageDiscount.PercentageDiscount"),
        new(
            "zero percent are allowed", 3, "Pricing/DiscountRules.cs", "percent is <= 0 or > 100", "percent is < 0 or > 100",
            "Between 0 (excluded) and 100.", "Shop.Pricing.PercentageDiscount.PercentageDiscount"),
        new(
            "the free piece comes on top", 2, "Pricing/DiscountRules.cs", "line.Quantity / _n", "line.Quantity / (_n + 1)",
            "Of every few pieces of one product, one is free.", "Shop.Pricing.EveryNthFree.DiscountFor"),
        new(
            "a rule that saves nothing is chosen", 4, "Pricing/DiscountRules.cs", "discount > saved", "discount >= saved",
            "null when no rule takes anything off", "Shop.Pricing.BestDiscount.Choose"),
        new(
            "what the best rule saves is forgotten", 1, "Pricing/DiscountRules.cs", "                saved = discount;\n", "",
            "Picks the rule that saves the customer most.", "Shop.Pricing.BestDiscount.Choose"),
        new(
            "no pieces stay in the cart", 1, "Sales/Cart.cs", "if (value == 0)", "if (value < 0)",
            "setting 0 takes it out", "Shop.Sales.Cart.this"),
        new(
            "a product that was never added is another exception", 2, "Sales/Cart.cs", "throw new KeyNotFoundException(", "throw new ArgumentException(",
            "Set for a product that was never added.", "Shop.Sales.Cart.this"),
        new(
            "more pieces move a product to the end", 3, "Sales/Cart.cs",
            "            _items[index] = _items[index] with { Quantity = checked(_items[index].Quantity + quantity) };",
            """
                    {
                        quantity = checked(_items[index].Quantity + quantity);
                        _items.RemoveAt(index);
                        _items.Add(new CartItem(product, quantity));
                    }
            """,
            "Keeps the order in which products were added.", "Shop.Sales.Cart.GetEnumerator", "Shop.Sales.Cart.Add"),
        new(
            "what is left is counted", 4, "Sales/Cart.cs", "return _items.RemoveAll(item => condition(item));", "_items.RemoveAll(item => condition(item));\n        return _items.Count;",
            "How many products were taken out.", "Shop.Sales.Cart.RemoveWhere"),
        new(
            "another price makes another line", 1, "Orders/Order.cs", "_lines.Find(line => line.Sku == sku) is", "_lines.Find(line => line.Sku == sku && line.UnitPrice == unitPrice) is",
            "a product that is in the order already gets more pieces at its first price", "Shop.Orders.Order.Add"),
        new(
            "lines are added to placed orders", 2, "Orders/Order.cs", "        RequireDraft();\n\n        if", "        if",
            "The order is no longer a draft.", "Shop.Orders.Order.Add"),
        new(
            "taking out always succeeds", 3, "Orders/Order.cs", "> 0;", ">= 0;",
            "False when it is not in the order.", "Shop.Orders.Order.Remove"),
        new(
            "the time of placing is not kept", 4, "Orders/Order.cs", "        PlacedAt = now;\n", "",
            "When the order was placed; null for a draft.", "Shop.Orders.Order.Place", "Shop.Orders.Order.PlacedAt", "Shop.Checkout.CheckoutService.PlaceAsync"),
        new(
            "an empty order is placed", 1, "Orders/Order.cs", "if (_lines.Count == 0)", "if (_lines.Count < 0)",
            "The order is empty or has been placed before.", "Shop.Orders.Order.Place"),
        new(
            "goods on their way are cancelled", 1, "Orders/OrderStatus.cs", "OrderStatus.Placed or OrderStatus.Paid, ", "OrderStatus.Placed or OrderStatus.Paid or OrderStatus.Shipped, ",
            "Goods on their way cannot be cancelled.", "Shop.Orders.OrderStatusExtensions.CanBecome"),
        new(
            "sequences begin again in the same year", 1, "Orders/OrderNumber.cs", "new OrderNumber(Year + 1, 1)", "new OrderNumber(Year, 1)",
            "sequences start again at 1 every year", "Shop.Orders.OrderNumber.Next"),
        new(
            "numbers have five digits", 2, "Orders/OrderNumber.cs", "{Sequence:D6}", "{Sequence:D5}",
            "written 2026-000042", "Shop.Orders.OrderNumber.ToString"),
        new(
            "a text that is no number is another exception", 3, "Orders/OrderNumber.cs", "throw new FormatException($\"'{text}' is not an order number.\")", "throw new ArgumentException($\"'{text}' is not an order number.\")",
            "The text is not an order number.", "Shop.Orders.OrderNumber.Parse"),
        new(
            "the last day is not included", 1, "Orders/DateRange.cs", "day <= Last", "day < Last",
            "both included", "Shop.Orders.DateRange.Contains"),
        new(
            "the last day is not counted", 2, "Orders/DateRange.cs", "First?.DayNumber + 1;", "First?.DayNumber;",
            "Days from a first to a last one, both included.", "Shop.Orders.DateRange.Days"),
        new(
            "an open range goes on to the end of time", 3, "Orders/DateRange.cs", "if (First is not { } first || Last is not { } last)", "var last = Last ?? DateOnly.MaxValue;\n        if (First is not { } first)",
            "An end is open.", "Shop.Orders.DateRange.EachDay"),
        new(
            "a single day has no end", 4, "Orders/DateRange.cs", "new DateRange(day, day)", "new DateRange(day, null)",
            "a single day, or a range with an open end", "Shop.Orders.DateRange.Parse"),
        new(
            "the check digit ten", 1, "Catalog/Ean13.cs", "(10 - sum % 10) % 10", "10 - sum % 10",
            "Check digit for the first twelve digits.", "Shop.Catalog.Ean13.CheckDigit"),
        new(
            "weights are swapped", 2, "Catalog/Ean13.cs", "i % 2 == 0 ? 1 : 3", "i % 2 == 0 ? 3 : 1",
            "Thirteen digits, the last of which is the right check digit.", "Shop.Catalog.Ean13.IsValid", "Shop.Catalog.Ean13.CheckDigit"),
        new(
            "fields too many are ignored", 3, "Catalog/PriceListParser.cs", "fields.Count is < 3 or > 4", "fields.Count < 3",
            "A line is malformed or a product appears twice.", "Shop.Catalog.PriceListParser.Parse"),
        new(
            "the first of two products counts", 4, "Catalog/PriceListParser.cs", "throw new PriceListException(number, $\"Product {product.Sku} appears twice.\");", "continue;",
            "A line is malformed or a product appears twice.", "Shop.Catalog.PriceListParser.Parse"),
        new(
            "a quote written twice stays twice", 1, "Catalog/PriceListParser.cs", "field.Append('\"');", "field.Append(\"\\\"\\\"\");",
            "with a double quote inside written twice", "Shop.Catalog.PriceListParser.Parse"),
        new(
            "excluded words keep their case", 1, "Searching/SearchQuery.cs", "query._excluded.Add(term[1..].ToLowerInvariant())", "query._excluded.Add(term[1..])",
            "In lower case, without the minus.", "Shop.Searching.SearchQuery.Excluded", "Shop.Searching.SearchQuery.Parse"),
        new(
            "one word is enough", 2, "Searching/SearchQuery.cs", "_words.TrueForAll(", "_words.Exists(",
            "words that must occur in the title", "Shop.Searching.SearchQuery.Matches"),
        new(
            "unknown filters are ignored", 3, "Searching/SearchQuery.cs", "throw new FormatException($\"Unknown filter '{name}'.\");", "return;",
            "A filter is unknown, empty or not a range of prices.", "Shop.Searching.SearchQuery.Parse"),
        new(
            "the country is printed at home", 1, "Customers/Address.cs", "        IsDomestic ? $", "        !IsDomestic ? $",
            "the country only when it is abroad", "Shop.Customers.Address.ToLabel"),
        new(
            "three letters are a country", 2, "Customers/Address.cs", "country.Length != 2 ||", "country.Length < 2 ||",
            "the country is not a two-letter code", "Shop.Customers.Address.Address"),
        new(
            "the city may be empty", 3, "Customers/Address.cs", "ArgumentException.ThrowIfNullOrWhiteSpace(city);", "ArgumentException.ThrowIfNullOrWhiteSpace(street);",
            "A part is empty", "Shop.Customers.Address.Address"),
        new(
            "an address is added twice", 1, "Customers/Customer.cs", "_addresses.Contains(address)", "_addresses.Exists(known => ReferenceEquals(known, address))",
            "False when the customer has it already.", "Shop.Customers.Customer.AddAddress"),
        new(
            "a part of a unit earns a point", 2, "Customers/Customer.cs", "decimal.Truncate(", "decimal.Ceiling(",
            "one for each whole unit of money spent", "Shop.Customers.Customer.EarnPoints", "Shop.Customers.Customer.Points"),
        new(
            "all points are told for those of the payment", 3, "Customers/Customer.cs", "return earned;", "return Points;",
            "Credits points for a payment and says how many.", "Shop.Customers.Customer.EarnPoints"),
        new(
            "the latest address becomes the default", 4, "Customers/Customer.cs", "_addresses.Add(address);", "_addresses.Insert(0, address);",
            "the first one becomes the default", "Shop.Customers.Customer.AddAddress", "Shop.Customers.Customer.DefaultAddress"),
        new(
            "a unit is read twice", 1, "Checkout/DeliveryTime.cs", "unit >= smallest", "unit > smallest",
            "each unit at most once", "Shop.Checkout.DeliveryTime.TryParse"),
        new(
            "one minute is too short", 2, "Checkout/DeliveryTime.cs", "ArgumentOutOfRangeException.ThrowIfLessThan(time", "ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time",
            "Less than one minute or more than a year.", "Shop.Checkout.DeliveryTime.Format"),
        new(
            "seconds are rounded", 3, "Checkout/DeliveryTime.cs", "(long)time.TotalMinutes", "(long)Math.Round(time.TotalMinutes)",
            "seconds are cut off", "Shop.Checkout.DeliveryTime.Format"),
        new(
            "what was set aside stays so", 1, "Checkout/CheckoutService.cs", "                foreach (var earlier in reservations)\n                    inventory.Release(earlier);\n", "",
            "When something is missing, nothing stays set aside and the order remains a draft.", "Shop.Checkout.CheckoutService.PlaceAsync"),
        new(
            "the order is placed before the goods are looked for", 2, "Checkout/CheckoutService.cs",
            "        var reservations = new List<Reservation>();\n", "        order.Place(clock.Now);\n        var reservations = new List<Reservation>();\n",
            "When something is missing, nothing stays set aside and the order remains a draft.", "Shop.Checkout.CheckoutService.PlaceAsync"),
        new(
            "currencies are swapped", 3, "Checkout/CheckoutService.cs", "GetRateAsync(amount.Currency, currency, ", "GetRateAsync(currency, amount.Currency, ",
            "Prices one amount in another currency.", "Shop.Checkout.CheckoutService.ConvertAsync"),
        new(
            "as many as the threshold are few", 1, "Stock/Inventory.cs", "where available < threshold", "where available <= threshold",
            "Products of which fewer pieces than threshold are available", "Shop.Stock.Inventory.RunningLow"),
        new(
            "most come first", 2, "Stock/Inventory.cs", "orderby available, sku", "orderby available descending, sku",
            "fewest first", "Shop.Stock.Inventory.RunningLow"),
        new(
            "releasing twice fails", 3, "Stock/Inventory.cs", "        _reservations.Remove(reservation.Id);\n", "        if (!_reservations.Remove(reservation.Id))\n            throw new InvalidOperationException($\"There is no reservation {reservation.Id}.\");\n",
            "Releasing twice does nothing.", "Shop.Stock.Inventory.Release"),
        new(
            "picking twice is possible", 4, "Stock/Inventory.cs", "if (!_reservations.Remove(reservation.Id))", "if (!_reservations.ContainsKey(reservation.Id))",
            "The reservation has been released or picked before.", "Shop.Stock.Inventory.Pick"),
        new(
            "numbers of reservations come back", 1, "Stock/Inventory.cs", "new Reservation(++_lastId, sku, quantity)", "new Reservation(_lastId = _reservations.Count + 1, sku, quantity)",
            "Unique within one inventory, ascending.", "Shop.Stock.Inventory.Reserve", "Shop.Stock.Reservation.Id"),
        new(
            "a failure needs no reason", 1, "Result.cs", "ArgumentException.ThrowIfNullOrWhiteSpace(error)", "ArgumentNullException.ThrowIfNull(error)",
            "The error is empty.", "Shop.Result<T>.Failure"),
        new(
            "a failure has a value", 2, "Result.cs", "IsSuccess ? _value! : throw new InvalidOperationException($\"No value: {Error}\")", "_value!",
            "The result is a failure.", "Shop.Result<T>.Value"),
        new(
            "pages are counted from zero", 1, "Page.cs", "(long)(number - 1) * size", "(long)number * size",
            "Number of the page, starting at 1.", "Shop.Page<T>.Of"),
        new(
            "a page after the last one is refused", 2, "Page.cs", "return new Page<T>([], number, size, all.Count);", "throw new ArgumentOutOfRangeException(nameof(number), number, \"There is no such page.\");",
            "A page after the last one is empty.", "Shop.Page<T>.Of"),
        new(
            "the size is what the page has", 3, "Page.cs", "new Page<T>(items, number, size, all.Count)", "new Page<T>(items, number, count, all.Count)",
            "The most items a page can have.", "Shop.Page<T>.Of", "Shop.Page<T>.Size"),
        new(
            "the ellipsis comes on top", 1, "TextExtensions.cs", "text[..(length - 1)]", "text[..length]",
            "Shortens a text to length characters", "Shop.TextExtensions.Truncate"),
        new(
            "a dash stays at the end", 2, "TextExtensions.cs", "slug.ToString().TrimEnd('-')", "slug.ToString()",
            "\"Blue Mug (0.3 l)\" becomes \"blue-mug-0-3-l\"", "Shop.TextExtensions.ToSlug"),
        new(
            "the first four characters are shown", 3, "TextExtensions.cs", "new string('*', secret.Length - 4) + secret[^4..]", "secret[..4] + new string('*', secret.Length - 4)",
            "Hides all but the last four characters.", "Shop.TextExtensions.Mask"),
        new(
            "ties keep the order of the sales", 1, "Sales/TopSellers.cs", "            .ThenBy(entry => entry.Key, StringComparer.Ordinal)\n", "",
            "most first, ties by number", "Shop.Sales.TopSellers.Rank"),
        new(
            "cancelled orders count", 2, "Sales/TopSellers.cs", "order.Status is OrderStatus.Draft or OrderStatus.Cancelled", "order.Status is OrderStatus.Draft",
            "Drafts and cancelled orders do not count.", "Shop.Sales.TopSellers.Rank"),
        new(
            "the mean is a whole number", 3, "Sales/TopSellers.cs", "(double)sum / recent.Count", "sum / recent.Count",
            "The mean of each value and the ones before it", "Shop.Sales.TopSellers.MovingAverage"),
        new(
            "the window is one too short", 4, "Sales/TopSellers.cs", "recent.Count > window", "recent.Count >= window",
            "at most window in all", "Shop.Sales.TopSellers.MovingAverage"),
    ];
}
