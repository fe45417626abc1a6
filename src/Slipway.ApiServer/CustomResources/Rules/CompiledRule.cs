using Slipway.Cel;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>A rule that was compiled, or why it could not be.</summary>
/// <param name="Rule">The rule as written.</param>
internal sealed record CompiledRule(SchemaValidationRule Rule)
{
    /// <summary>The program; null where the rule is empty or wrong.</summary>
    public CelProgram? Program { get; init; }

    /// <summary>Why the rule is wrong; null where it is not.</summary>
    public string? Error { get; init; }

    /// <summary>The program that makes the message; null where there is none.</summary>
    public CelProgram? Message { get; init; }

    /// <summary>Why the expression for the message is wrong; null where it is not.</summary>
    public string? MessageError { get; init; }

    /// <summary>Where broken rules are told, below the rule's own place; empty for that.</summary>
    public string FieldPath { get; init; } = "";

    /// <summary>Whether the rule is about a change.</summary>
    public bool UsesOldSelf { get; init; }
}
