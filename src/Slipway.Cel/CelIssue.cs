namespace Slipway.Cel;

/// <summary>Why a text cannot be compiled.</summary>
/// <param name="Line">Line from 1 on; -1 where the issue has no place.</param>
/// <param name="Column">Column from 1 on, in code points; 0 where the issue has no place.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Rendered">The issue with the place and the line of text, as kube-apiserver shows it.</param>
public sealed record CelIssue(int Line, int Column, string Message, string Rendered)
{
    /// <inheritdoc/>
    public override string ToString() => Rendered;
}
