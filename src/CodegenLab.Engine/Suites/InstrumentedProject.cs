using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Suites;

/// <summary>One project, instrumented: its assembly, and what was put into it.</summary>
internal sealed record InstrumentedProject
{
    public required byte[] Image { get; init; }

    public required ImmutableArray<Site> Sites { get; init; }

    public required ImmutableArray<SwitchShape> Switches { get; init; }

    public required ImmutableArray<LineSite> Lines { get; init; }

    public required ImmutableArray<Mutant> Mutants { get; init; }

    public required ImmutableArray<IgnoredMutant> Ignored { get; init; }

    public required ImmutableArray<RolledBack> RolledBack { get; init; }

    /// <summary>Compilations that it took.</summary>
    public required int Rounds { get; init; }

    /// <summary>Documentation ids of the members that had no entry probe before, in the order of their numbers.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>Only the same build of the tool reads it again, so it carries no version.</summary>
    public byte[] Pack()
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        Write(Sites, site =>
        {
            writer.Write7BitEncodedInt(site.Id);
            Text(site.Member);
            Text(site.File);
            Span(site.Span);
            Text(site.Text);
            writer.Write(site.IsArm);
            writer.Write(site.IsSoft);
        });
        Write(Switches, shape => Write([.. shape.Arms], arm =>
        {
            writer.Write7BitEncodedInt(arm.Site);
            Write([.. arm.Integers], writer.Write);
            Write([.. arm.Texts], Text);
        }));
        Write(Lines, line =>
        {
            writer.Write7BitEncodedInt(line.Id);
            Text(line.Member);
            Text(line.File);
            writer.Write7BitEncodedInt(line.Line);
        });
        Write(Mutants, Mutation);
        Write(Ignored, ignored =>
        {
            Mutation(ignored.Mutant);
            Text(ignored.Reason);
        });
        Write(RolledBack, member =>
        {
            Text(member.Member);
            Text(member.File);
            writer.Write7BitEncodedInt(member.Line);
            Text(member.Build);
            Text(member.Reason);
        });
        writer.Write7BitEncodedInt(Rounds);
        Write(Members, Text);
        writer.Write7BitEncodedInt(Image.Length);
        writer.Write(Image);
        writer.Flush();
        return content.ToArray();

        void Write<T>(ImmutableArray<T> items, Action<T> write)
        {
            writer.Write7BitEncodedInt(items.Length);
            foreach (var item in items)
                write(item);
        }

        // Names of files and members come again and again.
        void Text(string text)
        {
            if (texts.TryGetValue(text, out var number))
            {
                writer.Write7BitEncodedInt(number);
                return;
            }

            texts.Add(text, texts.Count);
            writer.Write7BitEncodedInt(texts.Count - 1);
            writer.Write(text);
        }

        void Span(LinePositionSpan span)
        {
            writer.Write7BitEncodedInt(span.Start.Line);
            writer.Write7BitEncodedInt(span.Start.Character);
            writer.Write7BitEncodedInt(span.End.Line);
            writer.Write7BitEncodedInt(span.End.Character);
        }

        void Mutation(Mutant mutant)
        {
            writer.Write7BitEncodedInt(mutant.Id);
            Text(mutant.Mutator);
            Text(mutant.Member);
            Text(mutant.File);
            Span(mutant.Span);
            Text(mutant.Original);
            Text(mutant.Replacement);
        }
    }

    public static InstrumentedProject Unpack(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        var texts = new List<string>();
        return new InstrumentedProject
        {
            Sites = Read(() => new Site(Number(), Text(), Text(), Span(), Text(), reader.ReadBoolean(), reader.ReadBoolean())),
            Switches = Read(() => new SwitchShape([.. Read(() => new SwitchArm(Number(), [.. Read(reader.ReadInt64)], [.. Read(Text)]))])),
            Lines = Read(() => new LineSite(Number(), Text(), Text(), Number())),
            Mutants = Read(Mutation),
            Ignored = Read(() => new IgnoredMutant(Mutation(), Text())),
            RolledBack = Read(() => new RolledBack(Text(), Text(), Number(), Text(), Text())),
            Rounds = Number(),
            Members = Read(Text),
            Image = reader.ReadBytes(Number()),
        };

        ImmutableArray<T> Read<T>(Func<T> read)
        {
            var items = ImmutableArray.CreateBuilder<T>(Number());
            while (items.Count < items.Capacity)
                items.Add(read());
            return items.MoveToImmutable();
        }

        int Number() => reader.Read7BitEncodedInt();

        string Text()
        {
            var number = Number();
            if (number == texts.Count)
                texts.Add(reader.ReadString());
            return texts[number];
        }

        LinePositionSpan Span() => new(new LinePosition(Number(), Number()), new LinePosition(Number(), Number()));

        Mutant Mutation() => new(Number(), Text(), Text(), Text(), Span(), Text(), Text());
    }
}
