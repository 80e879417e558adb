namespace CodegenLab.Pipeline;

/// <summary>Something the user can put right. The message says what is wrong and what to do; it is shown without a stack trace.</summary>
public sealed class InputException(string message) : Exception(message);
