namespace VerifyTests;

/// <summary>A snapshot is new or differs.</summary>
internal sealed class VerifyException(string message) : Exception(message);
