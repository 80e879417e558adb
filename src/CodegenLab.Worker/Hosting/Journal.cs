using System.IO.MemoryMappedFiles;
using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Hosting;

/// <summary>
/// The test that runs, in a file mapped into the memory of the worker and of its starter: what stands there outlives any crash, and noting costs no
/// system call. One writer; the count may be read at any time, the test once the writer is dead.
/// </summary>
public sealed unsafe class Journal : IDisposable
{
    // Count of notes (8 bytes), length of the text (4 bytes), mutant plus 1 (4 bytes), member plus 1 (4 bytes), whether something was refused (4 bytes), text.
    private const int LengthAt = 8;
    private const int MutantAt = 12;
    private const int MemberAt = 16;
    private const int RefusalAt = 20;
    private const int TextAt = 24;
    private const int Size = 1 << 20;

    private const int TooLong = -1;
    private const int BeingWritten = -2;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private TestCase? _noted;

    private Journal(string path, FileMode mode)
    {
        var stream = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _file = MemoryMappedFile.CreateFromFile(stream, mapName: null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Size);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start;
    }

    /// <summary>Starter's side: an empty journal.</summary>
    public static Journal Create(string path) => new(path, FileMode.CreateNew);

    /// <summary>Worker's side.</summary>
    public static Journal Open(string path) => new(path, FileMode.Open);

    /// <summary>Executions noted so far.</summary>
    public long Count => Volatile.Read(ref *(long*)_start);

    /// <summary>The test noted last; null when there is none, when its text is longer than the journal, or when the process died while writing it.</summary>
    public TestCase? Last
    {
        get
        {
            var length = Volatile.Read(ref *(int*)(_start + LengthAt));
            return length > 0 ? TestCaseNotation.Parse(Encoding.ASCII.GetString(_start + TextAt, length)) : null;
        }
    }

    /// <summary>The mutant that was switched on when a test was noted last; -1: none.</summary>
    public int LastMutant => Volatile.Read(ref *(int*)(_start + MutantAt)) - 1;

    /// <summary>Catalog id of the member that the test noted last was calling; -1: it had not come to a call, or nobody said.</summary>
    public int LastMember => Volatile.Read(ref *(int*)(_start + MemberAt)) - 1;

    /// <summary>Notes the call that the running test is about to make.</summary>
    public void NoteCall(int member) => Volatile.Write(ref *(int*)(_start + MemberAt), member + 1);

    /// <summary>Something was refused since a test was noted last. Read like the count, at any time; so is <see cref="LastMember"/>.</summary>
    public bool HasRefused => Volatile.Read(ref *(int*)(_start + RefusalAt)) != 0;

    /// <summary>Notes that the running test was refused something, on whatever thread.</summary>
    public void NoteRefusal() => Volatile.Write(ref *(int*)(_start + RefusalAt), 1);

    /// <summary>Notes a test that is about to run.</summary>
    /// <param name="mutant">The mutant switched on; -1: none.</param>
    public void Note(TestCase test, int mutant)
    {
        Volatile.Write(ref *(int*)(_start + MutantAt), mutant + 1);
        Volatile.Write(ref *(int*)(_start + MemberAt), 0);
        Volatile.Write(ref *(int*)(_start + RefusalAt), 0);
        if (!ReferenceEquals(test, _noted))
        {
            ref var length = ref *(int*)(_start + LengthAt);
            Volatile.Write(ref length, BeingWritten);
            var written = TestCaseNotation.Write(test, new Span<byte>(_start + TextAt, Size - TextAt));
            Volatile.Write(ref length, written < 0 ? TooLong : written);
            _noted = test;
        }

        Volatile.Write(ref *(long*)_start, *(long*)_start + 1);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
