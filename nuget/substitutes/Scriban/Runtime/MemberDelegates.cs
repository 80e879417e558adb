using System.Reflection;

namespace Scriban.Runtime;

/// <summary>The name a template uses for a member.</summary>
public delegate string MemberRenamerDelegate(MemberInfo member);

/// <summary>Whether a template may see a member.</summary>
public delegate bool MemberFilterDelegate(MemberInfo member);
