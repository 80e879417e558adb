using System.Globalization;
using System.Text;
using System.Xml;

namespace CodegenLab.Pipeline.Reports;

/// <summary>How reports write XML.</summary>
internal static class XmlReport
{
    public static string Of(Action<XmlWriter> write)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
            write(writer);
        return text.Append('\n').ToString();
    }

    /// <summary>Without what XML has no way to write: names of tests hold any character.</summary>
    public static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (XmlConvert.IsXmlChar(text[index]))
                clean.Append(text[index]);
            else if (index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
                clean.Append(text[index]).Append(text[++index]);
            else
                clean.Append('\uFFFD');
        }

        return clean.ToString();
    }

    public static void Attribute(this XmlWriter writer, string name, string value) => writer.WriteAttributeString(name, Clean(value));

    public static void Attribute(this XmlWriter writer, string name, int value) => writer.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
