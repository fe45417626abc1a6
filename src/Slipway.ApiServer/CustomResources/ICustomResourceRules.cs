using System.Text.Json.Nodes;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Evaluates the rules that a schema holds as expressions (<c>x-kubernetes-validations</c>).</summary>
public interface ICustomResourceRules
{
    /// <summary>What the rules of a schema find wrong with an object.</summary>
    /// <param name="schema">The CRD version's own schema.</param>
    /// <param name="obj">The object as it would be stored.</param>
    /// <param name="old">The object as it is; null for a creation.</param>
    IEnumerable<FieldError> Evaluate(Schema schema, JsonObject obj, JsonObject? old);

    /// <summary>What is wrong with the rules themselves, when a CRD is written.</summary>
    /// <param name="schema">The CRD version's own schema.</param>
    /// <param name="path">The schema's place in the CRD, which the errors' fields begin with.</param>
    IEnumerable<FieldError> Check(Schema schema, string path);
}
