using System.Buffers;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Leaves rubbish in the shared array pools, as other code of a real process would. A subject that reads what it did not write into a
/// rented array (found in Hashids.net) gives other results then, and its tests are dropped here and not on somebody's build server.
/// </summary>
internal static class DirtyPools
{
    private const int Largest = 4_096;

    public static void Fill()
    {
        Fill<byte>(0xA5);
        Fill('\u00A5');
        Fill(0x5A5A5A5A);
        Fill(0x5A5A5A5A5A5A5A5AL);
    }

    private static void Fill<T>(T rubbish)
    {
        for (var size = 16; size <= Largest; size *= 2)
        {
            var array = ArrayPool<T>.Shared.Rent(size);
            Array.Fill(array, rubbish);
            ArrayPool<T>.Shared.Return(array);
        }
    }
}
