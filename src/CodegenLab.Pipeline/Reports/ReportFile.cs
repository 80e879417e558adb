namespace CodegenLab.Pipeline.Reports;

/// <summary>A file of a report.</summary>
/// <param name="Path">Relative to the folder of the reports, with forward slashes, in ASCII.</param>
/// <param name="Text">With line ends of <c>\n</c>.</param>
public sealed record ReportFile(string Path, string Text);
