using System.Collections.Immutable;

namespace Slipway.Kubernetes.Objects;

/// <summary>The part of <c>metadata</c> that caches, selectors and owners ask for, read once per object and never changed.</summary>
public sealed class ObjectMetadata
{
    private readonly ReadOnlyMemory<byte> _json;
    private IReadOnlyDictionary<string, string>? _labels;
    private IReadOnlyDictionary<string, string>? _annotations;

    internal ObjectMetadata(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>The object's name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The object's namespace; empty when cluster-scoped.</summary>
    public string Namespace { get; internal set; } = "";

    /// <summary>The object's UID; empty before the server has given one.</summary>
    public string Uid { get; internal set; } = "";

    /// <summary>The resourceVersion as text; empty before the first write.</summary>
    public string ResourceVersion { get; internal set; } = "";

    /// <summary>The generation: raised by the server with each change of the desired state.</summary>
    public long Generation { get; internal set; }

    /// <summary>When the object was created.</summary>
    public DateTimeOffset? CreationTimestamp { get; internal set; }

    /// <summary>When deletion was asked for; the object lives on until its finalizers are gone.</summary>
    public DateTimeOffset? DeletionTimestamp { get; internal set; }

    /// <summary>The labels, read when they are first asked for: most objects are only kept.</summary>
    public IReadOnlyDictionary<string, string> Labels => _labels ??= ObjectMetadataReader.ReadMap(_json.Span, LabelsStart);

    /// <summary>The annotations, read when they are first asked for.</summary>
    public IReadOnlyDictionary<string, string> Annotations => _annotations ??= ObjectMetadataReader.ReadMap(_json.Span, AnnotationsStart);

    /// <summary>The owners.</summary>
    public ImmutableArray<OwnerReference> OwnerReferences { get; internal set; } = [];

    /// <summary>The finalizers.</summary>
    public ImmutableArray<string> Finalizers { get; internal set; } = [];

    /// <summary>The owner that manages the object, if any.</summary>
    public OwnerReference? ControllerOwner => OwnerReferences.FirstOrDefault(o => o.Controller);

    /// <summary>Where the labels begin in the object's JSON; 0 when there are none.</summary>
    internal int LabelsStart { get; set; }

    /// <summary>Where the annotations begin in the object's JSON; 0 when there are none.</summary>
    internal int AnnotationsStart { get; set; }

    /// <summary>Namespace and name.</summary>
    public ObjectKey Key => new(Namespace, Name);
}
