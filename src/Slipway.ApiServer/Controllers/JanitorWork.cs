namespace Slipway.ApiServer.Controllers;

/// <summary>What a <see cref="Janitor"/> has to do about an object.</summary>
internal enum JanitorWork
{
    /// <summary>See whether its owners are still there.</summary>
    Owners,

    /// <summary>It is being deleted and waits for its dependents, or is to lose them.</summary>
    Dependents,

    /// <summary>It is a namespace that is being deleted.</summary>
    Namespace,

    /// <summary>It is a CustomResourceDefinition that is being deleted.</summary>
    Definition,
}
