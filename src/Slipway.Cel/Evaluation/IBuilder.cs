namespace Slipway.Cel.Evaluation;

/// <summary>A list or map that a comprehension adds to while it runs.</summary>
internal interface IBuilder
{
    /// <summary>Nothing is added any more.</summary>
    void Close();
}
