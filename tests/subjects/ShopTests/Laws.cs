using CodegenLab.Testing;
using Shop.Orders;
using Shop.Pricing;

namespace Shop.Tests;

// Two currencies have no order: CompareTo refuses them, and so do the operators that ask it.
[Properties(
    typeof(Money),
    Also = ["Addition_is_commutative", "Addition_is_undone_by_Subtraction"],
    Except =
    [
        "CompareTo_is_antisymmetric", "CompareTo_is_transitive", "The_less_than_operator_is_CompareTo", "The_less_than_or_equal_operator_is_CompareTo",
        "The_greater_than_operator_is_CompareTo", "The_greater_than_or_equal_operator_is_CompareTo",
    ])]
public sealed partial class MoneyLaws;

[Properties(typeof(OrderNumber))]
public sealed partial class OrderNumberLaws;
