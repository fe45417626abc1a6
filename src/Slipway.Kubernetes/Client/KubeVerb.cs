namespace Slipway.Kubernetes.Client;

/// <summary>What a request asks of an API server.</summary>
public enum KubeVerb
{
    /// <summary>To read one object.</summary>
    Get,

    /// <summary>To list objects.</summary>
    List,

    /// <summary>To create an object, or to post to a subresource.</summary>
    Create,

    /// <summary>To replace an object.</summary>
    Update,

    /// <summary>To change part of an object.</summary>
    Patch,

    /// <summary>To delete an object.</summary>
    Delete,

    /// <summary>To read a path that is no object's.</summary>
    GetRaw,

    /// <summary>To open a connection to a pod.</summary>
    Connect,
}
