using CodegenLab.Cli.Reporting;

namespace CodegenLab.Cli.Tests.Reporting;

public class TypeNamesTests
{
    [TestCase("Shop.Orders.Order, Shop.Orders.Line", "Shop.Orders.")]
    [TestCase("Shop.Orders.Order, Shop.Order", "Shop.")]
    [TestCase("Shop.Orders.Order, Shopping.Cart", "")]
    [TestCase("Shop.Orders.Order, Cart", "")]
    [TestCase("Shop.List<Shop.Item>, Shop.Item", "Shop.")]
    public void Finds_the_namespace_that_all_share(string names, string common) =>
        Assert.That(TypeNames.CommonNamespace(names.Split(", ")), Is.EqualTo(common));

    [TestCase("Shop.Orders.Order", "Order")]
    [TestCase("Order", "Order")]
    [TestCase("Shop.List<Shop.Item>", "List<Shop.Item>")]
    public void The_simple_name_has_no_namespace(string name, string simple) =>
        Assert.That(TypeNames.Simple(name), Is.EqualTo(simple));

    [TestCase("Orders.Order", 20, "Orders.Order")]
    [TestCase("Orders.Shipping.Parcel", 12, "…ping.Parcel")]
    [TestCase("Orders.Parcel", 6, "Parcel")]
    [TestCase("VeryLongAndImportantName", 11, "VeryL…tName")]
    public void Keeps_what_tells_types_apart(string name, int room, string fitted)
    {
        Assert.That(TypeNames.Fit(name, room, "…"), Is.EqualTo(fitted));
        Assert.That(fitted, Has.Length.LessThanOrEqualTo(room));
    }
}
