using CodegenLab.Testing;
using Shop.Orders;
using Shop.Pricing;

namespace Shop.Tests;

// Two currencies have no order: CompareTo refuses them, and so do the operators that ask it.
[Properties(typeof(Money), Also = ["Addition_is_commutative", "Addition_is_undone_by_Subtraction"], Unless = [typeof(InvalidOperationException)])]
public sealed partial class MoneyLaws;

[Properties(typeof(OrderNumber))]
public sealed partial class OrderNumberLaws;
