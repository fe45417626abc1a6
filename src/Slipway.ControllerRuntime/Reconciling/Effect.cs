using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>One change that a decision asks for. The set is closed, so that a plan can be printed and a crash swept.</summary>
/// <param name="Why">The reason in words, for the plan, the log and the trace.</param>
public abstract record Effect(string Why)
{
    /// <summary>The API server that is written to; null for the one the controller reconciles from.</summary>
    public IKubeClient? Target { get; init; }

    /// <summary>What people are told each time that it fails, with the failure's text after it; null for nothing.</summary>
    public Emit? OnFailure { get; init; }

    /// <summary>Change metadata or spec of the reconciled object. The engine joins all of a pass into one patch, sent before the other
    /// effects, with the version that was read as its condition.</summary>
    /// <typeparam name="T">The reconciled kind.</typeparam>
    /// <param name="Change">Changes the copy it is given; must not touch the status.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record ChangeSelf<T>(Action<T> Change, string Why) : Effect(Why)
        where T : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// Remove the reconciled object's finalizer: the last effect of its life. Left out of a pass in which anything failed.
    /// </summary>
    /// <param name="Why">The reason in words.</param>
    public sealed record RemoveFinalizer(string Why) : Effect(Why);

    /// <summary>Create an object whose name is already decided. An object of that name that has the same controller owner counts as
    /// created: it is the answer that was lost.</summary>
    /// <param name="Type">The kind.</param>
    /// <param name="Body">The object.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record Create(ResourceType Type, JsonObject Body, string Why) : Effect(Why)
    {
        /// <summary>Whether an object of that name counts as created whoever made it: several may want it.</summary>
        public bool MayExist { get; init; }

        /// <summary>The owner of the fields; null for the controller's own name.</summary>
        public string? FieldManager { get; init; }
    }

    /// <summary>Server-side apply, taking over conflicting fields.</summary>
    /// <param name="Type">The kind.</param>
    /// <param name="Body">The fields wanted.</param>
    /// <param name="FieldManager">The owner of the fields.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record Apply(ResourceType Type, JsonObject Body, string FieldManager, string Why) : Effect(Why);

    /// <summary>Merge-patch another object.</summary>
    /// <param name="Type">The kind.</param>
    /// <param name="Key">The object.</param>
    /// <param name="Body">The merge patch. With <c>metadata.resourceVersion</c> in it, the object must be at that version.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record Patch(ResourceType Type, ObjectKey Key, JsonObject Body, string Why) : Effect(Why)
    {
        /// <summary>The subresource, such as <c>status</c>; null for the object itself.</summary>
        public string? Subresource { get; init; }

        /// <summary>The owner of the fields; null for the controller's own name.</summary>
        public string? FieldManager { get; init; }
    }

    /// <summary>Delete exactly the object with this UID.</summary>
    /// <param name="Type">The kind.</param>
    /// <param name="Key">The object.</param>
    /// <param name="Uid">Its UID as observed.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record Delete(ResourceType Type, ObjectKey Key, string Uid, string Why) : Effect(Why);

    /// <summary>Tell people: an Event about the reconciled object.</summary>
    /// <param name="EventType"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="Reason">The reason in CamelCase.</param>
    /// <param name="Message">The text.</param>
    public sealed record Emit(string EventType, string Reason, string Message) : Effect(Message);

    /// <summary>A call to something that is not a Kubernetes API: a cloud, etcd. It must be idempotent, or carry its token.</summary>
    /// <param name="Operation">What is called, such as <c>etcd MemberRemove</c>.</param>
    /// <param name="Invoke">Makes the call; throws when it failed.</param>
    /// <param name="Why">The reason in words.</param>
    public sealed record Call(string Operation, Func<CancellationToken, ValueTask> Invoke, string Why) : Effect(Why);
}
