using System.Reflection;
using System.Text;

namespace Scriban.Runtime;

/// <summary>Names members as templates do by default: <c>ThisIsAnExample</c> becomes <c>this_is_an_example</c>.</summary>
public static class StandardMemberRenamer
{
    /// <summary>The renamer as a delegate.</summary>
    public static MemberRenamerDelegate Default { get; } = Rename;

    /// <summary>The template's name of a member.</summary>
    public static string Rename(MemberInfo member) => Rename(member.Name);

    /// <summary>The template's name of a member with this name. A run of capitals is one word: <c>LStrip</c> becomes <c>lstrip</c>.</summary>
    public static string Rename(string name)
    {
        var renamed = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && !char.IsUpper(name[i - 1]))
                renamed.Append('_');

            renamed.Append(char.IsUpper(name[i]) ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return renamed.ToString();
    }
}
