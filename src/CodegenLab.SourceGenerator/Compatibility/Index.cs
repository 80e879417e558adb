namespace System;

/// <summary>What list patterns and <c>[^1]</c> are compiled to; netstandard2.0 has none.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
