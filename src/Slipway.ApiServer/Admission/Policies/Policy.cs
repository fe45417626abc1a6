using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A ValidatingAdmissionPolicy or MutatingAdmissionPolicy. It is compiled when the first request comes that it is about.</summary>
internal sealed class Policy
{
    private readonly Lazy<CompiledPolicy> _compiled;

    public Policy(StoredObject source)
    {
        Source = source;
        var policy = (JsonObject)JsonTreeReader.Read(source.Json.Span)!;
        var spec = policy.Map("spec") ?? [];
        Name = policy.Map("metadata")!.Text("name");
        FailsOpen = spec.Text("failurePolicy") == "Ignore";
        Reinvokes = spec.Text("reinvocationPolicy") == "IfNeeded";
        Match = AdmissionMatch.OfResources(spec.Map("matchConstraints"));
        ParameterKind = spec.Map("paramKind") is { } kind ? GroupVersionKind.Parse(kind.Text("apiVersion"), kind.Text("kind")) : null;
        _compiled = new Lazy<CompiledPolicy>(() => new CompiledPolicy(spec));
    }

    /// <summary>The object that the policy was read from.</summary>
    public StoredObject Source { get; }

    public string Name { get; }

    /// <summary>Whether requests go on where the policy cannot be evaluated (<c>failurePolicy: Ignore</c>).</summary>
    public bool FailsOpen { get; }

    /// <summary>Whether it is asked again when what comes later has changed the object (<c>reinvocationPolicy: IfNeeded</c>).</summary>
    public bool Reinvokes { get; }

    /// <summary>Which requests it is about.</summary>
    public AdmissionMatch Match { get; }

    /// <summary>The kind of its parameters; null when it has none.</summary>
    public GroupVersionKind? ParameterKind { get; }

    public CompiledPolicy Compiled => _compiled.Value;
}
