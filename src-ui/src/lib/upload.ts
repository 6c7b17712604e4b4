import { apiBase } from "./api-client";
import { ApiError, problemFrom, unreachable } from "./problem";

interface UploadOptions {
  file: Blob;
  contentType: string;
  signal: AbortSignal;
  onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file as the body of a POST and answers the text that comes back, or throws an ApiError. The browser reads the
 * file while it sends; fetch does not report its progress, XMLHttpRequest does.
 */
export function upload(
  path: string,
  { file, contentType, signal, onProgress }: UploadOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiBase + path);
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Content-Type", contentType);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const { status, statusText, responseText } = request;
      if (status >= 200 && status < 300) resolve(responseText);
      else reject(problemFrom(status, statusText, responseText, request.getResponseHeader("Retry-After")));
    };
    request.onerror = () =>
      reject(
        unreachable(
          new Error(
            "The upload failed: the connection was lost, or the file was changed or moved in the meantime.",
          ),
        ),
      );
    request.onabort = () => reject(new ApiError(0, "The upload was canceled", "Nothing was stored."));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
