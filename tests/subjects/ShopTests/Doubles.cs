using CodegenLab.Testing;
using Shop.Checkout;
using Shop.Orders;
using Shop.Stock;

namespace Shop.Tests;

[Fake]
internal sealed partial class FakeInventory : IInventory;

[Fake]
internal sealed partial class FakeRates : IRateSource;

[Fake]
internal sealed partial class FakeClock : IClock;

[Builder(typeof(Order))]
internal sealed partial class OrderBuilder;

[TestData(typeof(OrderNumber))]
internal static partial class OrderNumbers;
