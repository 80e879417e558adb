using System.Diagnostics;
using System.Reflection;

namespace CodegenLab.Worker.Execution;

/// <summary>Whose decision an exception was.</summary>
internal static class ThrowSite
{
    /// <summary>Thrown by the subject itself, or by a guard of the exception's type (<c>ThrowIfNull</c>) that it calls: what a library further down refuses, the subject has let pass.</summary>
    /// <remarks>A small member is compiled into its caller, which is ours and has no type.</remarks>
    public static bool IsIn(Assembly subject, Exception exception)
    {
        var thrower = new StackTrace(exception, fNeedFileInfo: false).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType).SkipWhile(typeof(Exception).IsAssignableFrom).FirstOrDefault();
        return thrower is null || thrower.Assembly == subject;
    }
}
