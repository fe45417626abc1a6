using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>What is wrong with a schema, apart from what is wrong with its rules: rules are not looked at where the schema is
/// wrong.</summary>
internal sealed class SchemaFindings
{
    public List<FieldError> Schema { get; } = [];

    public List<FieldError> Rules { get; } = [];
}
