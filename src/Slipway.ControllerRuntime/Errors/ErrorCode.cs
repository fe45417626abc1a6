namespace Slipway.ControllerRuntime.Errors;

/// <summary>A class of failure that a person or a program can act on.</summary>
/// <param name="Name">The stable name, as conditions and events show it.</param>
/// <param name="UserError">Whether the person who wrote the object has to change something.</param>
/// <param name="Retryable">Whether the same step may succeed later without a change.</param>
/// <param name="Advice">What to do about it, in one sentence.</param>
public sealed record ErrorCode(string Name, bool UserError, bool Retryable, string Advice)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
