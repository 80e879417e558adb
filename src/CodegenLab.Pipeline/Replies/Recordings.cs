using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Replies;

/// <summary>The recordings of a folder, which answer instead of a model.</summary>
internal sealed class Recordings
{
    private readonly string _folder;
    private readonly bool _isLoose;
    private readonly ImmutableArray<Recording> _all;

    /// <param name="isLoose">Purpose, subject and round decide, whatever became of the prompt since.</param>
    /// <exception cref="InputException">The folder or a file in it cannot be read.</exception>
    public Recordings(string folder, bool isLoose)
    {
        _folder = folder;
        _isLoose = isLoose;
        if (!Directory.Exists(folder))
            throw new InputException($"There is no folder {folder} to replay from. Make the recordings first, with --record {folder}.");
        try
        {
            _all =
            [
                .. from path in Directory.EnumerateFiles(folder, "*.md", SearchOption.TopDirectoryOnly).Order(StringComparer.Ordinal)
                   let recording = Recording.Read(path, File.ReadAllText(path))
                   where recording is not null
                   select recording,
            ];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder} cannot be read: {refused.Message}");
        }
    }

    /// <summary>Null: none answers it.</summary>
    public Recording? Find(Question question)
    {
        var named = Named(question);
        if (_isLoose)
            return named.FirstOrDefault();
        return named.FirstOrDefault(Answers) ?? _all.FirstOrDefault(Answers);

        bool Answers(Recording recording) => recording.Key == SemanticKey.Of(recording.Model, question);
    }

    /// <summary>Why none answers it, and what to do.</summary>
    public InputException Miss(Question question)
    {
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{question.PurposeWord} of {question.Subject}, round {question.Round}");
        return new InputException($"No recording in {_folder} answers the question for {wanted}. {Reason(question)}\nRecord again where a model can be asked, with --record, and commit the folder.");
    }

    private string Reason(Question question)
    {
        if (_all.IsEmpty)
            return "The folder holds no recording at all.";
        if (Named(question).FirstOrDefault() is { } same)
        {
            return same switch
            {
                { Key: null } => $"{same.File} was written by hand, without a key.",
                _ when same.Instructions != SemanticKey.OfInstructions(question.Prompt) => $"{same.File} was recorded with other prompt templates: record again.",
                _ => $"{same.File} was recorded for another state of the code: record again.",
            };
        }

        var ofSubject = _all.Where(recording => recording.Subject == question.Subject).ToList();
        var rounds = ofSubject.Where(recording => recording.Purpose == question.PurposeWord).Select(recording => recording.Round).Order().ToList();
        if (rounds is not [])
            return string.Create(CultureInfo.InvariantCulture, $"The recordings for it end with round {rounds[^1]}: the run asks further than the recorded one did.");
        if (ofSubject is [var other, ..])
            return $"The nearest is {other.File}, for {other.Purpose}: the run asks for something the recorded one did not.";
        return NearMatches.Of(question.Subject, _all.Select(recording => recording.Subject)) is [var near, ..]
            ? $"The nearest is {_all.First(recording => recording.Subject == near).File}, for {near}."
            : "None is about that subject: it is new, or was left out when the others were recorded.";
    }

    private IEnumerable<Recording> Named(Question question) =>
        _all.Where(recording => recording.Round == question.Round && recording.Purpose == question.PurposeWord && recording.Subject == question.Subject);
}
