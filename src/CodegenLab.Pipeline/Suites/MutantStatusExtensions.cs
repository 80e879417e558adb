namespace CodegenLab.Pipeline.Suites;

/// <summary>What a status means for the score.</summary>
public static class MutantStatusExtensions
{
    extension(MutantStatus status)
    {
        /// <summary>A test noticed it.</summary>
        public bool IsDetected => status is MutantStatus.Killed or MutantStatus.Timeout;

        /// <summary>No test noticed it, though it is a program that runs.</summary>
        public bool IsUndetected => status is MutantStatus.Survived or MutantStatus.NoCoverage;

        /// <summary>It is part of the score.</summary>
        public bool Counts => status.IsDetected || status.IsUndetected;
    }
}
