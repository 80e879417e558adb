using CodegenLab.Testing;
using Shop.Orders;
using Shop.Pricing;

namespace Shop.Tests;

[Properties(typeof(Money), Also = ["Addition_is_commutative", "Addition_is_undone_by_Subtraction"])]
public sealed partial class MoneyLaws;

[Properties(typeof(OrderNumber))]
public sealed partial class OrderNumberLaws;
