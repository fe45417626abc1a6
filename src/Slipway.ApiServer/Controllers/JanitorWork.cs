namespace Slipway.ApiServer.Controllers;

/// <summary>What a <see cref="BackgroundWorker"/> has to do about an object.</summary>
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

    /// <summary>It is a namespace, and must have what every namespace has.</summary>
    NamespaceContents,

    /// <summary>It is a Secret that holds, or is to hold, a service account's token.</summary>
    AccountToken,

    /// <summary>It is a service account that is gone, and its Secrets are not to stay.</summary>
    AccountGone,

    /// <summary>It is a Secret with a bootstrap token that ends.</summary>
    BootstrapToken,

    /// <summary>It is the ConfigMap by which joining machines find the cluster.</summary>
    ClusterInfo,

    /// <summary>Tell where the API server is reached.</summary>
    Announcement,

    /// <summary>A ClusterRole has changed that others may collect.</summary>
    CollectedRoles,

    /// <summary>It is a ValidatingAdmissionPolicy whose expressions are to be looked at.</summary>
    PolicyStatus,

    /// <summary>Tell whether a FlowSchema's priority level is there.</summary>
    FlowSchemaStatus,

    /// <summary>It is a CertificateSigningRequest.</summary>
    SigningRequest,

    /// <summary>It is a CustomResourceDefinition that waits for a name which another one may have given up.</summary>
    Names,
}
