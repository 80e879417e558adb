using System.Text.RegularExpressions;

namespace CodegenLab.Bench;

/// <summary>A repository that the tables speak of, and what its copy needs beyond the rules of <see cref="SubjectCopy"/>.</summary>
/// <param name="Name">Subfolder of the subjects.</param>
/// <param name="Project">Path of the project below it.</param>
/// <param name="Edits">Replacements in files, as regular expressions that see a whole file.</param>
/// <param name="Additions">Files that come on top, each with its text.</param>
internal sealed record KnownSubject(string Name, string Project, (string File, string Pattern, string Replacement)[] Edits, (string File, string Text)[] Additions)
{
    /// <summary>The interfaces of MediatR that CleanArchitecture's code implements; its registration is the one line that calls more of it.</summary>
    private const string Mediator =
        """
        namespace MediatR
        {
            public interface IRequest;

            public interface IRequest<out TResponse>;

            public interface INotification;

            public interface IRequestHandler<in TRequest>
                where TRequest : IRequest
            {
                Task Handle(TRequest request, CancellationToken cancellationToken);
            }

            public interface IRequestHandler<in TRequest, TResponse>
                where TRequest : IRequest<TResponse>
            {
                Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
            }

            public interface INotificationHandler<in TNotification>
                where TNotification : INotification
            {
                Task Handle(TNotification notification, CancellationToken cancellationToken);
            }

            public delegate Task<TResponse> RequestHandlerDelegate<TResponse>(CancellationToken cancellationToken = default);

            public interface IPipelineBehavior<in TRequest, TResponse>
                where TRequest : notnull
            {
                Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken);
            }
        }

        namespace MediatR.Pipeline
        {
            public interface IRequestPreProcessor<in TRequest>
                where TRequest : notnull
            {
                Task Process(TRequest request, CancellationToken cancellationToken);
            }
        }
        """;

    public static readonly KnownSubject[] All =
    [
        new("cleanarch", "src/Application/Application.csproj",
        [
            // Packages that registries need not have, of which the code uses interfaces or nothing; AutoMapper's last free version.
            ("src/Application/Application.csproj", "<PackageReference Include=\"(MediatR|Microsoft.Build.[^\"]*)\" />", ""),
            ("src/Domain/Domain.csproj", "<PackageReference Include=\"MediatR.Contracts\" />", ""),
            ("src/Application/DependencyInjection.cs", @"builder\.Services\.AddMediatR\(.*?\}\);", ""),
            ("Directory.Packages.props", "(Include=\"AutoMapper\" Version=\")[^\"]*", "${1}14.0.0"),
            // A version that registries have: its warnings are errors, in the tests too.
            ("Directory.Packages.props", "(Include=\"NUnit3TestAdapter\" Version=\")[^\"]*", "${1}6.3.1"),
        ],
        [("src/Domain/Mediator.cs", Mediator)]),
        new("cronos", "src/Cronos/Cronos.csproj", [], []),
        new("csvhelper", "src/CsvHelper/CsvHelper.csproj", [], []),
        new("eshoponweb", "src/ApplicationCore/ApplicationCore.csproj",
        [
            // A package that registries need not have, for one parameter of a project that is not measured.
            ("src/BlazorShared/BlazorShared.csproj", "<PackageReference Include=\"BlazorInputFile\" />", ""),
            ("src/BlazorShared/Models/CatalogItem.cs", "using BlazorInputFile;", ""),
            ("src/BlazorShared/Models/CatalogItem.cs", "IFileListEntry fileItem", "Stream fileItem"),
            ("src/BlazorShared/Models/CatalogItem.cs", @"fileItem\.Data", "fileItem"),
        ],
        []),
        new("fluentvalidation", "src/FluentValidation/FluentValidation.csproj", [], []),
        new("fractions", "src/Fractions/Fractions.csproj", [], []),
        new("guardclauses", "src/GuardClauses/GuardClauses.csproj", [], []),
        new("hashids", "src/Hashids.net/Hashids.net.csproj", [], []),
        new("humanizer", "src/Humanizer/Humanizer.csproj", [], []),
        new("io.abstractions", "src/TestableIO.System.IO.Abstractions.TestingHelpers/TestableIO.System.IO.Abstractions.TestingHelpers.csproj", [], []),
        new("morelinq", "MoreLinq/MoreLinq.csproj", [], []),
        new("newtonsoft.json", "Src/Newtonsoft.Json/Newtonsoft.Json.csproj", [("Src/Newtonsoft.Json/Newtonsoft.Json.csproj", "<PackageReference Include=\"Microsoft.SourceLink.GitHub\"[^>]*/>", "")], []),
        new("nodatime", "src/NodaTime/NodaTime.csproj", [], []),
        // A property that its own test projects set names a file of rules.
        new("polly", "src/Polly.Core/Polly.Core.csproj", [("eng/Analyzers.targets", @"\$\(ProjectType\)\.globalconfig", "Library.globalconfig")], []),
        new("semver", "Semver/Semver.csproj", [], []),
        new("smartenum", "src/SmartEnum/SmartEnum.csproj", [], []),
        new("superpower", "src/Superpower/Superpower.csproj", [], []),
        new("ulid", "src/Ulid/Ulid.csproj", [], []),
    ];

    /// <summary>Edits the copy in a folder.</summary>
    public void Edit(string folder)
    {
        foreach (var (file, pattern, replacement) in Edits)
        {
            var path = Path.Combine(folder, file);
            var text = File.ReadAllText(path);
            var edited = Regex.Replace(text, pattern, replacement, RegexOptions.Singleline);
            if (edited == text)
                throw new InvalidOperationException($"nothing in {file} looks like {pattern}: is it the commit that bench/README.md names?");
            File.WriteAllText(path, edited);
        }

        foreach (var (file, text) in Additions)
            File.WriteAllText(Path.Combine(folder, file), text);
    }
}
