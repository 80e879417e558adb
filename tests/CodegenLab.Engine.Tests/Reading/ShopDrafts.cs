namespace CodegenLab.Engine.Tests.Reading;

/// <summary>Tests for the shop as models draft them: members of one test class.</summary>
internal static class ShopDrafts
{
    public const string Usings = """
        global using Shop;
        global using Shop.Catalog;
        global using Shop.Checkout;
        global using Shop.Customers;
        global using Shop.Orders;
        global using Shop.Pricing;
        global using Shop.Sales;
        global using Shop.Searching;
        global using Shop.Stock;
        global using System.Threading;
        """;

    public const string Members = """"
        private sealed class FixedClock(DateTimeOffset now) : IClock
        {
            public DateTimeOffset Now { get; } = now;
        }

        private sealed class StubRateSource : IRateSource
        {
            private readonly decimal? _rate;
            public int Calls { get; private set; }
            public StubRateSource(decimal? rate = null) => _rate = rate;
            public Task<decimal?> GetRateAsync(Currency from, Currency to, CancellationToken cancellationToken)
            {
                Calls++;
                return Task.FromResult(_rate);
            }
        }

        private sealed class FullInventory : IInventory
        {
            public List<Reservation> Released { get; } = new();
            public int Available(string sku) => 10;
            public Reservation? Reserve(string sku, int quantity) => new Reservation(1, "A-1", 2);
            public void Release(Reservation reservation) => Released.Add(reservation);
        }

        private sealed class EchoInventory : IInventory
        {
            public int Available(string sku) => sku.Length;
            public Reservation? Reserve(string sku, int quantity) => new(1, sku, quantity);
            public void Release(Reservation reservation) { }
        }

        private static readonly DateTimeOffset Noon = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

        private static Money Eur(decimal amount) => new(amount, Currency.Eur);

        private static Order DraftOrder(params (string Sku, decimal Price, int Quantity)[] lines)
        {
            var order = new Order(new OrderNumber(2026, 1), Currency.Eur);
            foreach (var (sku, price, quantity) in lines)
                order.Add(sku, Eur(price), quantity);
            return order;
        }

        private static Order OrderWithOneLine(int quantity = 1)
        {
            var order = new Order(new OrderNumber(2026, 1), Currency.Eur);
            order.Add("A-1", new Money(10m, Currency.Eur), quantity);
            return order;
        }

        [TestCase("12.50 EUR", 12.50, Currency.Eur)]
        [TestCase("  3 jpy ", 3, Currency.Jpy)]
        [TestCase("-0.01 Gbp", -0.01, Currency.Gbp)]
        public void TryParse_ValidText_ReturnsMoney(string text, double amount, Currency currency)
        {
            var success = Money.TryParse(text, out var money);

            Assert.Multiple(() =>
            {
                Assert.That(success, Is.True);
                Assert.That(money.Amount, Is.EqualTo((decimal)amount));
                Assert.That(money.Currency, Is.EqualTo(currency));
            });
        }

        [TestCase(null)]
        [TestCase("")]
        [TestCase("12.50")]
        [TestCase("12,50 EUR")]
        [TestCase("12.50 EURO")]
        public void TryParse_InvalidText_ReturnsFalse(string? text)
        {
            Assert.That(Money.TryParse(text, out _), Is.False);
        }

        [Test]
        public void Split_AmountThatDoesNotDivide_GivesTheRestToTheFirstParts()
        {
            var parts = Eur(10m).Split(3);

            Assert.That(parts, Has.Count.EqualTo(3));
            Assert.That(parts[0].Amount, Is.EqualTo(3.34m));
            Assert.That(parts.Select(part => part.Amount).Sum(), Is.EqualTo(10m));
        }

        [TestCase(0)]
        [TestCase(-1)]
        public void Split_FewerThanOnePart_Throws(int parts)
        {
            var money = Eur(1m);

            var exception = Assert.Throws<ArgumentOutOfRangeException>(() => money.Split(parts));

            Assert.That(exception!.ParamName, Is.EqualTo("parts"));
        }

        [Test]
        public void Addition_DifferentCurrencies_Throws()
        {
            Assert.That(() => Eur(1m) + new Money(1m, Currency.Usd), Throws.InvalidOperationException.With.Message.Contains("EUR"));
        }

        [Test]
        public void Comparison_SameCurrency_OrdersByAmount()
        {
            var small = Eur(1m);
            var large = Eur(2m);

            Assert.That(small < large, Is.True);
            Assert.That(large >= small, Is.True);
            Assert.That(small.CompareTo(large), Is.Negative);
        }

        [Test]
        public void Sum_OfAmounts_AddsThemUp()
        {
            var amounts = new List<Money> { Eur(1.10m), Eur(2.20m), Eur(3.30m) };

            var sum = amounts.Sum(Currency.Eur);

            Assert.That(sum, Is.EqualTo(Eur(6.60m)));
        }

        [Test]
        public void Sum_Null_Throws()
        {
            IEnumerable<Money> amounts = null!;
            Assert.That(() => amounts.Sum(Currency.Eur), Throws.ArgumentNullException);
        }

        [Test]
        public void Cart_AddingTheSameProductTwice_AddsUpItsQuantity()
        {
            var cart = new Cart(Currency.Eur);
            var product = new Product("A-1", "Lamp", Eur(20m));

            cart.Add(product);
            cart.Add(product, quantity: 2);

            Assert.That(cart.Count, Is.EqualTo(1));
            Assert.That(cart["A-1"], Is.EqualTo(3));
            Assert.That(cart.Total, Is.EqualTo(Eur(60m)));
        }

        [Test]
        public void Cart_SettingZero_TakesTheProductOut()
        {
            var cart = new Cart(Currency.Eur) { { new Product("A-1", "Lamp", Eur(20m)), 2 } };

            cart["A-1"] = 0;

            Assert.That(cart.IsEmpty);
        }

        [Test]
        public void Cart_RemoveWhere_RemovesMatchingItems()
        {
            var cart = new Cart(Currency.Eur);
            cart.Add(new Product("A-1", "Lamp", Eur(20m)));
            cart.Add(new Product("B-2", "Bulb", Eur(2m)), 10);

            var removed = cart.RemoveWhere(item => item.Quantity > 5);

            Assert.That(removed, Is.EqualTo(1));
        }

        [Test]
        public void Cart_ToOrder_CopiesItsItems()
        {
            var cart = new Cart(Currency.Eur);
            cart.Add(new Product("A-1", "Lamp", Eur(20m)), 2);

            Order order = cart.ToOrder(new OrderNumber(2026, 42));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(order.Number.ToString(), Is.EqualTo("2026-000042"));
                Assert.That(order.Lines, Has.Count.EqualTo(1));
                Assert.That(order.Lines[0].Quantity, Is.EqualTo(2));
                Assert.That(order.Total, Is.EqualTo(Eur(40m)));
            }
        }

        [Test]
        public void Cart_WithProductsOfAnotherCurrency_Throws()
        {
            var cart = new Cart(Currency.Eur);
            var product = new Product("A-1", "Lamp", new Money(20m, Currency.Usd));

            Assert.That(() => cart.Add(product), Throws.ArgumentException.With.Property("ParamName").EqualTo("product"));
            Assert.That(() => cart.Add(null!), Throws.ArgumentNullException);
            Assert.That(cart, Is.Empty);
        }

        [Test]
        public void Order_FromDraftToDelivery_PassesAllStates()
        {
            var order = OrderWithOneLine();

            order.Place(Noon);
            Assert.That(order.Status, Is.EqualTo(OrderStatus.Placed));
            Assert.That(order.PlacedAt, Is.EqualTo(Noon));

            order.Pay(Eur(10m));
            order.Ship();
            order.Deliver();
            Assert.That(order.Status, Is.EqualTo(OrderStatus.Delivered));
        }

        [Test]
        public void Order_PayingTooLittle_ThrowsAndStaysPlaced()
        {
            var order = OrderWithOneLine(quantity: 2);
            order.Place(Noon.AddHours(1));

            Assert.Throws<ArgumentException>(() => order.Pay(Eur(19.99m)));
            Assert.That(order.Status, Is.EqualTo(OrderStatus.Placed));
        }

        [Test]
        public void Order_TotalOfSeveralLines()
        {
            var order = DraftOrder(("A-1", 10m, 1), ("B-2", 5m, 2));

            Assert.That(order.Total.Amount, Is.EqualTo(20m));
        }

        [Test]
        public async Task PlaceAsync_InAnotherCurrency_ConvertsTheTotal()
        {
            // Arrange
            var rates = new StubRateSource(1.1m);
            var service = new CheckoutService(new FullInventory(), rates, new FixedClock(Noon));
            var order = OrderWithOneLine(2);

            // Act
            var result = await service.PlaceAsync(order, Currency.Usd, CancellationToken.None);

            // Assert
            Assert.That(result.IsSuccess, Is.True);
            Assert.That(result.Value.Due, Is.EqualTo(new Money(22m, Currency.Usd)));
            Assert.That(result.Value.PlacedAt, Is.EqualTo(Noon));
            Assert.That(rates.Calls, Is.EqualTo(1));
        }

        [Test]
        public async Task PlaceAsync_NoRate_Fails()
        {
            var service = new CheckoutService(new FullInventory(), new StubRateSource(), new FixedClock(Noon));

            var result = await service.PlaceAsync(OrderWithOneLine(), Currency.Usd, default);

            Assert.That(result.IsSuccess, Is.False);
            Assert.That(result.Error, Does.Contain("No rate from EUR to USD"));
        }

        [Test]
        public async Task PlaceAsync_WithRealInventory_SetsTheGoodsAside()
        {
            var inventory = new Inventory();
            inventory.Receive("A-1", 5);
            var service = new CheckoutService(inventory, new StubRateSource(), new FixedClock(Noon));

            var result = await service.PlaceAsync(OrderWithOneLine(3), Currency.Eur, CancellationToken.None);

            Assert.That(result.Value.Reservations, Has.Count.EqualTo(1));
            Assert.That(inventory.Available("A-1"), Is.EqualTo(2));
        }

        [Test]
        public async Task PlaceAsync_ReservationOfEachLine()
        {
            var service = new CheckoutService(new EchoInventory(), new StubRateSource(), new FixedClock(Noon));
            var result = await service.PlaceAsync(OrderWithOneLine(3), Currency.Eur, CancellationToken.None);
            Assert.That(result.Value.Reservations[0].Quantity, Is.EqualTo(3));
        }

        [Test]
        public void PlaceAsync_Cancelled_Throws()
        {
            using var source = new CancellationTokenSource();
            source.Cancel();
            var service = new CheckoutService(new FullInventory(), new StubRateSource(), new FixedClock(Noon));

            Assert.ThrowsAsync<OperationCanceledException>(async () => await service.PlaceAsync(OrderWithOneLine(), Currency.Eur, source.Token));
        }

        [Test]
        public void PlaceAsync_NullOrder_Throws()
        {
            var service = new CheckoutService(new FullInventory(), new StubRateSource(), new FixedClock(Noon));
            Assert.ThrowsAsync<ArgumentNullException>(() => service.PlaceAsync(null!, Currency.Eur, CancellationToken.None));
        }

        [TestCase("2d 4h", 52)]
        [TestCase("1w", 168)]
        public void DeliveryTime_TryParse_Valid(string text, int hours)
        {
            Assert.That(DeliveryTime.TryParse(text, out var time), Is.True);
            Assert.That(time, Is.EqualTo(TimeSpan.FromHours(hours)));
        }

        [Test]
        public void DeliveryTime_Format_WritesTheLargestUnitsFirst()
        {
            var text = DeliveryTime.Format(TimeSpan.FromDays(9) + TimeSpan.FromMinutes(90));
            Assert.That(text, Is.EqualTo("1w 2d 1h 30m"));
        }

        [Test]
        public void DeliveryTime_Format_OutOfRange_Throws()
        {
            Assert.Multiple(() =>
            {
                Assert.That(() => DeliveryTime.Format(TimeSpan.FromSeconds(59)), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(() => DeliveryTime.Format(TimeSpan.FromDays(366)), Throws.TypeOf<ArgumentOutOfRangeException>());
            });
        }

        [Test]
        public void DateRange_Parse_OpenEnd()
        {
            var range = DateRange.Parse("2026-01-01..");

            Assert.That(range.First, Is.EqualTo(new DateOnly(2026, 1, 1)));
            Assert.That(range.Last, Is.Null);
            Assert.That(range.Days, Is.Null);
            Assert.That(range.Contains(new DateOnly(2030, 12, 31)));
        }

        [Test]
        public void DateRange_EachDay_ListsEveryDay()
        {
            var range = new DateRange(new DateOnly(2026, 2, 27), new DateOnly(2026, 3, 1));

            var days = range.EachDay().ToList();

            Assert.That(days, Has.Count.EqualTo(3));
            Assert.That(days[^1], Is.EqualTo(new DateOnly(2026, 3, 1)));
            CollectionAssert.IsOrdered(days);
        }

        [Test]
        public void DateRange_EachDay_OpenRange_Throws() =>
            Assert.That(() => new DateRange(null, new DateOnly(2026, 1, 1)).EachDay().ToList(), Throws.InvalidOperationException);

        [Test]
        public void BestDiscount_PicksTheRuleThatSavesMost()
        {
            var order = OrderWithOneLine(4);
            var tenPercent = new PercentageDiscount(10);
            var everySecond = new EveryNthFree("A-1", 2);

            var best = new BestDiscount([tenPercent, everySecond]).Choose(order);

            Assert.That(best, Is.SameAs(everySecond));
            Assert.That(best!.DiscountFor(order), Is.EqualTo(Eur(20m)));
        }

        [Test]
        public void Customer_EarnsDoublePointsAtGold()
        {
            var customer = new Customer("Ada Lovelace", "ada@example.org");
            customer.EarnPoints(Eur(1000m));

            var earned = customer.EarnPoints(Eur(10.99m));

            Assert.That(customer.Level, Is.EqualTo(CustomerLevel.Gold));
            Assert.That(earned, Is.EqualTo(20));
        }

        [TestCase("")]
        [TestCase("no-at.example.org")]
        [TestCase("two@@example.org")]
        public void Customer_BadEmail_Throws(string email)
        {
            Assert.That(() => new Customer("Ada", email), Throws.ArgumentException);
        }

        [Test]
        public void Customer_AddAddress_MakeDefault()
        {
            var customer = new Customer("Ada", "ada@example.org");
            var home = new Address("Street 1", "Berlin", "10115", "de");
            var work = new Address("Road 2", "London", "W1", "GB");

            Assert.That(customer.AddAddress(home), Is.True);
            Assert.That(customer.AddAddress(work, makeDefault: true), Is.True);
            Assert.That(customer.AddAddress(home), Is.False);
            Assert.That(customer.DefaultAddress?.City, Is.EqualTo("London"));
            Assert.That(home.ToLabel().Split('\n'), Has.Length.EqualTo(2));
        }

        [Test]
        public void Page_Of_LastPageIsShorter()
        {
            var page = Page<int>.Of(Enumerable.Range(1, 10).ToList(), number: 4, size: 3);

            Assert.That(page.Items, Is.EqualTo(new[] { 10 }));
            Assert.That(page.HasNext, Is.False);
            Assert.That(page.HasPrevious, Is.True);
            Assert.That(page.TotalPages, Is.EqualTo(4));
        }

        [Test]
        public void Result_Map_KeepsTheError()
        {
            var failure = Result<int>.Failure("nothing");
            Assert.That(failure.Map(n => n.ToString()).Error, Is.EqualTo("nothing"));
        }

        [Test]
        public void Product_ShippingFactor_Combined()
        {
            var product = new Product("A-1", "Mirror", Eur(1m), ProductTraits.Fragile | ProductTraits.Oversized);
            var digital = product with { Traits = ProductTraits.Digital };

            Assert.That(product.ShippingFactor, Is.EqualTo(2.5m));
            Assert.That(digital.NeedsShipping, Is.False);
        }

        [Test]
        public void Inventory_PickingTwice_Throws()
        {
            var inventory = new Inventory();
            inventory.Receive("A-1", 5);
            var reservation = inventory.Reserve("A-1", 2);
            Assert.That(reservation, Is.Not.Null);

            inventory.Pick(reservation!);

            Assert.That(() => inventory.Pick(reservation!), Throws.InvalidOperationException);
        }

        [Test]
        public void Inventory_RunningLow_FewestFirst()
        {
            var inventory = new Inventory();
            inventory.Receive("A-1", 5);
            inventory.Receive("B-2", 1);

            var low = inventory.RunningLow(6).ToArray();

            Assert.That(low, Is.EqualTo(new[] { "B-2", "A-1" }));
        }
        """";
}
