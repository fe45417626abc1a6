namespace Slipway.Api.Schemas;

/// <summary>A validation rule in the Common Expression Language.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RuleAttribute(string expression, string message) : SchemaAttribute
{
    /// <summary>The expression; must give true.</summary>
    public string Expression { get; } = expression;

    /// <summary>What a person is told when it does not.</summary>
    public string Message { get; } = message;
}
