using Slipway.ControllerRuntime.Errors;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>What one read told us. A read that failed is <see cref="Unknown"/>, never an absence: nothing is decided on it.</summary>
/// <typeparam name="T">What was looked for.</typeparam>
public abstract record Observed<T>
    where T : class
{
    private Observed()
    {
    }

    /// <summary>The value when found, else null. For reports; decisions match on the case.</summary>
    public T? ValueOrNull => (this as Found)?.Value;

    /// <summary>It was there.</summary>
    /// <param name="Value">What was read.</param>
    public sealed record Found(T Value) : Observed<T>;

    /// <summary>The server said that it is not there.</summary>
    public sealed record Absent : Observed<T>;

    /// <summary>The read failed.</summary>
    /// <param name="Code">Why.</param>
    /// <param name="Message">What a person should know of it.</param>
    public sealed record Unknown(ErrorCode Code, string Message) : Observed<T>;
}
