namespace Slipway.Dev.Boot;

/// <summary>A component that runs as a static pod of a control plane machine.</summary>
/// <param name="Component">Its name, such as <c>kube-apiserver</c>.</param>
/// <param name="Image">Its image.</param>
internal sealed record StaticPod(string Component, string Image);
