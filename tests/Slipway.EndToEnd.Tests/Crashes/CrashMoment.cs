namespace Slipway.EndToEnd.Tests.Crashes;

/// <summary>Where in a write a program dies.</summary>
public enum CrashMoment
{
    /// <summary>Before the server has the request.</summary>
    BeforeCommit,

    /// <summary>After the server has committed, before the answer is read.</summary>
    AfterCommit,
}
