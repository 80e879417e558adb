namespace CodegenLab.Testing;

/// <summary>Which values a test is given: those that the code under test accepts, or those it does not.</summary>
public enum Side
{
    /// <summary>Accepted, as far as types, DataAnnotations and guard clauses tell.</summary>
    Inside = 0,

    /// <summary>Not accepted: just beyond a limit, not of the form, null where it is refused.</summary>
    Outside = 1,

    /// <summary>All of them.</summary>
    Both = 2,
}
